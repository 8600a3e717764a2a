import type {
  AttentionBackend,
  AttentionElementType,
  AttentionOutput,
  MemoryPrecision,
  PreparedKeyValue,
  QueryCall,
} from '../backend/backend.js';
import { RunningCalls } from '../scheduling/running-calls.js';
import { AttentionError } from './attention-error.js';
import { keptInputs, lostInput } from './kept-inputs.js';
import type { KeyValueSizes } from './key-value-sizes.js';
import { QueryChecks } from './query-checks.js';
import { backendError, beginCall } from './run-backend.js';

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
  /** @internal */
  readonly queries: QueryChecks;
  readonly #prepared: PreparedKeyValue;
  readonly #running = new RunningCalls();

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
    this.queries = new QueryChecks(sizes);
  }

  get disposed(): boolean {
    return this.#running.closed;
  }

  /** @internal */
  async attend(call: QueryCall): Promise<AttentionOutput> {
    if (!this.#running.begin()) throw disposed();
    const { backend } = this;
    let output: AttentionOutput;
    try {
      beginCall(backend);
      try {
        output = await this.#prepared.doAttention(call);
      } finally {
        backend.calls?.end();
      }
    } catch (cause) {
      throw lostInput(call, cause) ?? backendError(backend, cause);
    } finally {
      this.#running.end();
    }
    if (!keptInputs(call)) throw lostInput(call);
    return output;
  }

  /** @internal */
  assertUsable(): void {
    if (this.#running.closed) throw disposed();
  }

  /** Frees what the backend holds, after the calls that still run; later calls fail with `disposed`. */
  dispose(): Promise<void> {
    return this.#running.close(() => this.#prepared.doDispose());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }
}

function disposed(): AttentionError {
  return new AttentionError('disposed', 'memory: expected a prepared memory in use, got one that was disposed');
}
