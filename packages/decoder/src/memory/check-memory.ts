import { createMemory, type EncoderIdentity, type Memory, MemoryError } from '@crossattn/core';
import { DecoderError } from '../decoder-error.js';

/**
 * The memory with every part checked; refuses one that a decoder cannot query.
 *
 * @throws DecoderError `invalid-memory` for parts that do not fit, `wrong-memory` for another encoder
 */
export function checkMemory(memory: Memory, width: number, encoder: EncoderIdentity): Memory {
  const checked = readMemory(memory);
  if (checked.encoder.name !== encoder.name || checked.encoder.revision !== encoder.revision) {
    throw new DecoderError(
      'wrong-memory',
      `memory: expected one of the encoder ${encoder.name} ${encoder.revision}, got one of ${checked.encoder.name} ${checked.encoder.revision}`,
    );
  }
  const { shape } = checked.states;
  if (shape[0] === 0 || shape[2] !== width) {
    throw new DecoderError(
      'invalid-memory',
      `memory.states: expected float32 [batch, length, ${width}] with a batch from 1, got [${shape.join(', ')}]`,
    );
  }
  return checked;
}

function readMemory(memory: Memory): Memory {
  try {
    return createMemory(memory);
  } catch (cause) {
    if (!(cause instanceof MemoryError)) throw cause;
    throw new DecoderError('invalid-memory', `memory: expected an encoder's memory; ${cause.message}`, { cause });
  }
}
