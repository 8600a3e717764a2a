import type { EncoderIdentity, Memory } from '@crossattn/core';
import { DecoderError } from '../decoder-error.js';

/**
 * Refuses a memory that a decoder cannot query.
 *
 * @throws DecoderError `invalid-memory` for shapes, `wrong-memory` for another encoder
 */
export function checkMemory(memory: Memory, width: number, encoder: EncoderIdentity): void {
  if (typeof memory !== 'object' || memory === null || !('states' in memory) || !('mask' in memory)) {
    throw new DecoderError('invalid-memory', `memory: expected an encoder's memory, got ${String(memory)}`);
  }
  const { states, mask, slots } = memory;
  if (memory.encoder.name !== encoder.name || memory.encoder.revision !== encoder.revision) {
    throw new DecoderError(
      'wrong-memory',
      `memory: expected one of the encoder ${encoder.name} ${encoder.revision}, got one of ${memory.encoder.name} ${memory.encoder.revision}`,
    );
  }
  const [batch = 0, length = 0] = states.shape;
  const expected = [Math.max(batch, 1), length, width];
  if (states.type !== 'float32' || !sameShape(states.shape, expected) || states.data.length !== count(states.shape)) {
    throw new DecoderError(
      'invalid-memory',
      `memory.states: expected float32 [batch, length, ${width}] with a batch from 1, got ${states.type} [${states.shape.join(', ')}] with ${states.data.length} elements`,
    );
  }
  if (mask.type !== 'bool' || !sameShape(mask.shape, [batch, length]) || mask.data.length !== batch * length) {
    throw new DecoderError(
      'invalid-memory',
      `memory.mask: expected bool [${batch}, ${length}], got ${mask.type} [${mask.shape.join(', ')}] with ${mask.data.length} elements`,
    );
  }
  if (slots.length !== batch || slots.some((own) => own.length !== length)) {
    throw new DecoderError('invalid-memory', `memory.slots: expected ${length} slots for each of ${batch} memories`);
  }
}

function sameShape(shape: readonly number[], expected: readonly number[]): boolean {
  return shape.length === expected.length && shape.every((size, axis) => size === expected[axis]);
}

function count(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
