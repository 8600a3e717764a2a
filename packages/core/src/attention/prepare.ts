import type { AttentionElementType, MemoryPrecision } from '../backend/backend.js';
import type { BackendChoice, KeyValueInput } from './attention-input.js';
import { checkKeyValue } from './check-key-value.js';
import { checkOptionNames, checkPrecision } from './check-options.js';
import { type KeyValueSizes, keyValueSizes } from './key-value-sizes.js';
import { PreparedMemory } from './prepared-memory.js';
import { runOnBackend } from './run-backend.js';

const fields = new Set(['key', 'value', 'keyMask', 'keyWeight', 'precision', 'backend'] as const);

/** How a memory is laid out. */
export interface PrepareOptions {
  /**
   * `full` by default: every result is that of the keys and values themselves. `int8` trades exactness for speed and
   * room, on backends that have it; how much is in their documentation.
   */
  readonly precision?: MemoryPrecision | undefined;
}

/**
 * Lays keys and values out once in the form that suits a backend, for many calls of {@link attention}.
 *
 * @param input - Keys `[B, Hkv, N, D]`, values `[B, Hkv, N, Dv]`, what is known about each key, the precision and the
 * backend.
 * @returns A handle for `attention({ query, memory })`, to be disposed.
 * @throws {@link AttentionError} as `attention` does.
 */
export async function prepare<Type extends AttentionElementType>(
  input: KeyValueInput<Type> & PrepareOptions & BackendChoice,
): Promise<PreparedMemory<Type>> {
  const options = checkOptionNames(input, 'prepare', fields);
  const precision = checkPrecision(options.precision);
  const keyValue = checkKeyValue(options);
  const sizes = keyValueSizes(keyValue) as KeyValueSizes & { readonly type: Type };
  const needs = { elementType: sizes.type, precision };
  return runOnBackend(
    options.backend,
    needs,
    keyValue,
    async (backend) =>
      new PreparedMemory(backend, sizes, precision, await backend.doPrepare({ ...keyValue, precision })),
  );
}
