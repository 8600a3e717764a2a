import { broadcastsTo, withRank } from '../tensor/broadcast.js';
import { checkBoolValues } from '../tensor/check-bool-values.js';
import { checkTensor } from '../tensor/check-tensor.js';
import { describeShape } from '../tensor/describe-value.js';
import type { Tensor } from '../tensor/tensor.js';
import { AttentionError, attentionFailure } from './attention-error.js';

/** The padding mask as `[B, N]`; nothing where it masks nothing. */
export function checkKeyMask(input: unknown, batch: number, length: number): Tensor<'bool'> | undefined {
  if (input === undefined) return undefined;
  const expectation = { name: 'keyMask', types: ['bool'], ranks: [1, 2], form: '[B, N]' } as const;
  const mask = checkTensor(input, expectation, attentionFailure);
  checkBroadcastToKeys('keyMask', mask.shape, batch, length);
  if (checkBoolValues('keyMask', mask, attentionFailure)) return undefined;
  return { type: 'bool', shape: [batch, length], data: repeatToKeys(mask.data, mask.shape, batch, length) };
}

export function checkBroadcastToKeys(name: string, shape: readonly number[], batch: number, length: number): void {
  if (!broadcastsTo(withRank(shape, 2), [batch, length]))
    throw new AttentionError(
      'broadcast-mismatch',
      `${name}: expected a shape that broadcasts to [B, N] = [${batch}, ${length}], got ${describeShape(shape)}`,
    );
}

/** `[B, N]` elements from any shape that broadcasts to it. */
export function repeatToKeys<Elements extends Uint8Array | Float64Array>(
  data: Elements,
  shape: readonly number[],
  batch: number,
  length: number,
): Elements {
  const [batches, lengths] = withRank(shape, 2) as [number, number];
  if (batches === batch && lengths === length) return data;
  const repeated = new (data.constructor as new (count: number) => Elements)(batch * length);
  for (let index = 0; index < repeated.length; index += 1) {
    const row = batches === 1 ? 0 : Math.floor(index / length);
    repeated[index] = data[row * lengths + (lengths === 1 ? 0 : index % length)] as number;
  }
  return repeated;
}
