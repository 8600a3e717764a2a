import type { AttentionElementType } from '../backend/backend.js';
import { chooseBackend } from '../backend/choose-backend.js';
import type { BackendChoice, KeyValueInput } from './attention-input.js';
import { checkKeyValue } from './check-key-value.js';
import { checkOptionNames } from './check-options.js';
import { type KeyValueSizes, keyValueSizes } from './key-value-sizes.js';
import { PreparedMemory } from './prepared-memory.js';
import { runBackend } from './run-backend.js';

/**
 * Lays keys and values out once in the form that suits a backend, for many calls of {@link attention}.
 *
 * @param input - Keys `[B, Hkv, N, D]`, values `[B, Hkv, N, Dv]`, what is known about each key, and the backend.
 * @returns A handle for `attention({ query, memory })`, to be disposed.
 * @throws {@link AttentionError} as `attention` does.
 */
export async function prepare<Type extends AttentionElementType>(
  input: KeyValueInput<Type> & BackendChoice,
): Promise<PreparedMemory<Type>> {
  const options = checkOptionNames(input, 'prepare', ['key', 'value', 'keyMask', 'keyWeight', 'backend'] as const);
  const call = checkKeyValue(options);
  const sizes = keyValueSizes(call) as KeyValueSizes & { readonly type: Type };
  const backend = await chooseBackend(options.backend, { elementType: sizes.type, editWeights: false });
  return new PreparedMemory(backend, sizes, await runBackend(backend, () => backend.doPrepare(call)));
}
