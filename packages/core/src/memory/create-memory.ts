import { checkBoolValues } from '../tensor/check-bool-values.js';
import { checkTensor } from '../tensor/check-tensor.js';
import { describeShape, describeValue } from '../tensor/describe-value.js';
import type { Tensor } from '../tensor/tensor.js';
import { checkSlot } from './check-slot.js';
import type { EncoderIdentity, Memory } from './memory.js';
import { MemoryError, memoryFailure } from './memory-error.js';
import type { Slot } from './slot.js';

/** What a memory is made of. */
export interface MemoryParts {
  /** `[batch, length, width]` */
  readonly states: Tensor<'float32'>;
  /** `[batch, length]`, 1 = may be attended to; every position may where it is absent. */
  readonly mask?: Tensor<'bool'> | undefined;
  /** `slots[batch][position]` */
  readonly slots: readonly (readonly Slot[])[];
  /** Who made the states. */
  readonly encoder: EncoderIdentity;
}

/**
 * Makes a memory from encoder states, and checks that all parts fit. The states are kept, not copied, unless they lie
 * in shared memory.
 *
 * @throws {@link MemoryError} with a {@link MemoryErrorCode}.
 */
export function createMemory(parts: MemoryParts): Memory {
  const given: Partial<MemoryParts> = parts ?? {};
  const states = checkTensor(
    given.states,
    { name: 'states', types: ['float32'], ranks: [3], form: '[batch, length, width]' },
    memoryFailure,
  );
  const [batch, length] = states.shape as [number, number, number];
  return {
    states,
    mask: checkMask(given.mask, batch, length),
    slots: checkSlots(given.slots, batch, length),
    encoder: checkEncoder(given.encoder),
  };
}

function checkMask(input: unknown, batch: number, length: number): Tensor<'bool'> {
  if (input === undefined)
    return { type: 'bool', shape: [batch, length], data: new Uint8Array(batch * length).fill(1) };
  const expectation = { name: 'mask', types: ['bool'], ranks: [2], form: '[batch, length]' } as const;
  const mask = checkTensor(input, expectation, memoryFailure);
  const codes = ['batch-mismatch', 'length-mismatch'] as const;
  for (const [axis, size] of [batch, length].entries()) {
    if (mask.shape[axis] !== size)
      throw new MemoryError(
        codes[axis] as (typeof codes)[number],
        `mask: expected the shape [${batch}, ${length}] of the states, got ${describeShape(mask.shape)}`,
      );
  }
  checkBoolValues('mask', mask, memoryFailure);
  return mask;
}

function checkSlots(input: unknown, batch: number, length: number): Slot[][] {
  if (!Array.isArray(input) || input.length !== batch)
    throw new MemoryError(
      'batch-mismatch',
      `slots: expected a list for each of the ${batch} batch rows, got ${describeValue(input)}`,
    );
  return input.map((row: unknown, index) => {
    if (!Array.isArray(row) || row.length !== length)
      throw new MemoryError(
        'length-mismatch',
        `slots[${index}]: expected a slot for each of the ${length} positions, got ${describeValue(row)}`,
      );
    row.forEach((slot, position) => {
      checkSlot(slot, `slots[${index}][${position}]`);
    });
    return [...row] as Slot[];
  });
}

function checkEncoder(encoder: unknown): EncoderIdentity {
  const { name, revision } = (encoder ?? {}) as Partial<EncoderIdentity>;
  if (typeof name !== 'string' || typeof revision !== 'string')
    throw new MemoryError(
      'invalid-encoder',
      `encoder: expected { name, revision } as texts, got name ${describeValue(name)} and revision ${describeValue(revision)}`,
    );
  return { name, revision };
}
