import { describeValue } from '../tensor/describe-value.js';
import { createMemory } from './create-memory.js';
import type { Memory } from './memory.js';
import { MemoryBuilder } from './memory-builder.js';
import { MemoryError } from './memory-error.js';

/**
 * A memory of some batch rows, in the order given; a row may come more than once. Rows that all attend to one memory need
 * no such copies: they share it through `rows` of `attention`.
 *
 * @throws {@link MemoryError} `index-out-of-range`.
 */
export function selectMemory(memory: Memory, batchRows: readonly number[]): Memory {
  const checked = createMemory(memory);
  const [batch, length] = checked.states.shape as [number, number, number];
  if (!Array.isArray(batchRows))
    throw new MemoryError('index-out-of-range', `batchRows: expected a list of rows, got ${describeValue(batchRows)}`);
  const builder = new MemoryBuilder(batchRows.length, length, checked);
  for (const [target, row] of batchRows.entries()) {
    if (!Number.isInteger(row) || row < 0 || row >= batch)
      throw new MemoryError(
        'index-out-of-range',
        `batchRows[${target}]: expected one of the ${batch} batch rows, counted from 0, got ${describeValue(row)}`,
      );
    builder.copyRow(checked, row, target);
  }
  return builder.build();
}
