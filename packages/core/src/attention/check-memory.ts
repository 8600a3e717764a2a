import { describeValue } from '../tensor/describe-value.js';
import { AttentionError } from './attention-error.js';
import { PreparedMemory } from './prepared-memory.js';

/** Checks the memory of a call, and that nothing came that the memory already decides. */
export function checkMemory(
  options: Partial<Record<'memory' | 'key' | 'value' | 'keyMask' | 'keyWeight' | 'backend', unknown>>,
): PreparedMemory {
  const { memory, key, value, keyMask, keyWeight, backend } = options;
  if (!(memory instanceof PreparedMemory))
    throw new AttentionError(
      'invalid-tensor',
      `memory: expected what prepare() returned, got ${describeValue(memory)}`,
    );
  if (key !== undefined) throw conflict('key');
  if (value !== undefined) throw conflict('value');
  if (keyMask !== undefined) throw conflict('keyMask');
  if (keyWeight !== undefined) throw conflict('keyWeight');
  if (backend !== undefined && backend !== memory.backend && backend !== memory.backend.name)
    throw new AttentionError(
      'backend-mismatch',
      `backend: the memory was prepared by ${memory.backend.name}; leave backend out, or prepare it again`,
    );
  memory.assertUsable();
  return memory;
}

function conflict(name: string): AttentionError {
  return new AttentionError(
    'conflicting-inputs',
    `${name}: expected none beside a prepared memory; give it to prepare()`,
  );
}
