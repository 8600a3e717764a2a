import type {
  AttentionBackend,
  AttentionElementType,
  AttentionOutput,
  MemoryPrecision,
  PreparedKeyValue,
  QueryCall,
} from '../backend/backend.js';
import { AttentionError } from './attention-error.js';
import type { KeyValueSizes } from './key-value-sizes.js';

/**
 * Keys and values that a backend has laid out once, for many calls: `attention({ query, memory })`.
 *
 * Made by {@link prepare}. Dispose it when no question is left (`await using`, or `await memory.dispose()`); the arrays
 * that it was made from must stay unchanged until then.
 */
export class PreparedMemory<Type extends AttentionElementType = AttentionElementType> implements AsyncDisposable {
  readonly type: Type;
  /** `B`, `Hkv`, `N`, `D` and `Dv`. */
  readonly sizes: KeyValueSizes;
  /** How exactly keys and values are kept. */
  readonly precision: MemoryPrecision;
  readonly backend: AttentionBackend;
  readonly #prepared: PreparedKeyValue;
  readonly #running = new Set<Promise<unknown>>();
  #disposal: Promise<void> | undefined;

  /** @internal */
  constructor(
    backend: AttentionBackend,
    sizes: KeyValueSizes & { readonly type: Type },
    precision: MemoryPrecision,
    prepared: PreparedKeyValue,
  ) {
    this.backend = backend;
    this.type = sizes.type;
    this.sizes = sizes;
    this.precision = precision;
    this.#prepared = prepared;
  }

  get disposed(): boolean {
    return this.#disposal !== undefined;
  }

  /** @internal */
  async attend(call: QueryCall): Promise<AttentionOutput> {
    this.assertUsable();
    const run = this.#prepared.doAttention(call);
    this.#running.add(run);
    try {
      return await run;
    } finally {
      this.#running.delete(run);
    }
  }

  /** @internal */
  assertUsable(): void {
    if (this.disposed)
      throw new AttentionError('disposed', 'memory: expected a prepared memory in use, got one that was disposed');
  }

  /** Frees what the backend holds, after the calls that still run; later calls fail with `disposed`. */
  dispose(): Promise<void> {
    this.#disposal ??= Promise.allSettled(this.#running).then(() => this.#prepared.doDispose());
    return this.#disposal;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }
}
