import type { Memory, Tensor } from '@crossattn/core';
import { TextError } from '../encoder/text-error.js';

/** States of some texts, padded at the end to a common length. */
export interface StateRows {
  /** `[rows, length, width]` */
  readonly states: Tensor<'float32'>;
  /** `[rows, length]`, true = a token. */
  readonly mask: Tensor<'bool'>;
}

/**
 * How many positions of each row of a memory may be attended to.
 *
 * @throws {@link TextError} `empty-text` where a row has none
 */
export function rowLengths({ mask, slots }: Memory): number[] {
  const [, length = 0] = mask.shape;
  return slots.map((_, row) => {
    const count = mask.data.subarray(row * length, (row + 1) * length).reduce((sum, attended) => sum + attended, 0);
    if (count > 0) return count;
    throw new TextError('empty-text', `memory row ${row}: expected a position that may be attended to, came none`);
  });
}

/** Some rows of a memory without their masked positions. */
export function stateRows({ states, mask }: Memory, rows: readonly number[], length: number): StateRows {
  const [, memoryLength = 0, width = 0] = states.shape;
  const data = new Float32Array(rows.length * length * width);
  const kept = new Uint8Array(rows.length * length);
  for (const [index, row] of rows.entries()) {
    let target = index * length;
    for (let position = row * memoryLength; position < (row + 1) * memoryLength; position++) {
      if (mask.data[position] === 0) continue;
      data.set(states.data.subarray(position * width, (position + 1) * width), target * width);
      kept[target++] = 1;
    }
  }
  return {
    states: { type: 'float32', shape: [rows.length, length, width], data },
    mask: { type: 'bool', shape: [rows.length, length], data: kept },
  };
}
