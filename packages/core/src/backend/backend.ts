import type { RunningCalls } from '../scheduling/running-calls.js';
import type { Tensor } from '../tensor/tensor.js';

/** Element types that the op computes with. float16 travels as its raw bits in a `Uint16Array`. */
export type AttentionElementType = 'float64' | 'float32' | 'float16';

/**
 * The half of a call that belongs to the memory: what {@link AttentionBackend.doPrepare} lays out once.
 *
 * `B` batch, `Hkv` key/value heads, `N` keys, `D` head size, `Dv` value head size; each may be 0, `Hkv` only where `Hq` is.
 */
export interface KeyValueCall {
  /** `[B, Hkv, N, D]` */
  readonly key: Tensor<AttentionElementType>;
  /** `[B, Hkv, N, Dv]`, of the key's type. */
  readonly value: Tensor<AttentionElementType>;
  /** `[B, N]`, 1 = may be attended to. Absent: every key may. Holds the keys of weight 0 too. */
  readonly keyMask?: Tensor<'bool'>;
  /** `[B, N]`, all positive and finite: multiplies `exp(score)` before normalisation. Absent: all 1. */
  readonly keyWeight?: Tensor<'float64'>;
}

/**
 * How exactly a prepared memory keeps its keys and values: `full`, as they are, or `int8`, as integers of 8 bits with a
 * scale for each small block, which takes a quarter of the room and of the time to read it, at the price of an error.
 */
export type MemoryPrecision = 'full' | 'int8';

/** What `prepare` hands to a backend. */
export interface PrepareCall extends KeyValueCall {
  /** Only ever `int8` where {@link AttentionCapabilities.memoryPrecisions} has it; absent is `full`. */
  readonly precision?: MemoryPrecision;
}

/**
 * The half of a call that belongs to the queries.
 *
 * `R` rows share one memory: query batch `b x R + r` attends to memory batch `b`. There is no order between rows, so a
 * backend folds them into the query length and copies nothing.
 */
export interface QueryCall {
  /** `[B x R, Hq, M, D]`, of the key's type; `Hq` is a multiple of `Hkv`, and query head `h` uses head `floor(h / (Hq / Hkv))`. */
  readonly query: Tensor<AttentionElementType>;
  /** `R`, at least 1. */
  readonly rows: number;
  /** Boolean, 1 = may attend: four sizes, each that of `[B x R, Hq, M, N]` or 1. */
  readonly mask?: Tensor<'bool'>;
  /** Added to the scaled (and capped) scores, of the query's type; sizes as those of `mask`. `-Infinity` = may not attend. */
  readonly bias?: Tensor<AttentionElementType>;
  /** Any finite number that float32 can hold (float64 where the query is float64), also 0 or below. */
  readonly scale: number;
  /** 0 = none, or a positive number of that range: a score `s` becomes `softcap * tanh(s / softcap)`, before mask and bias. */
  readonly softcap: number;
  /** Whether the result has weights. */
  readonly returnWeights: boolean;
  /** Only ever present where {@link AttentionCapabilities.editWeights} is true. */
  readonly editWeights?: EditWeights;
}

/** What `attention` hands to a backend: every shape is checked and every default is filled in. */
export interface AttentionCall extends KeyValueCall, QueryCall {}

/**
 * Changes the normalised weights `[B x R, Hq, M, N]` in place before they meet the values. They are float64 for float64
 * queries, float32 for all others. A key that may not be attended to keeps weight 0, whatever the hook writes there. What the
 * hook throws is the `cause` of an `AttentionError` `hook-failed`.
 */
export type EditWeights = (weights: Tensor<'float32' | 'float64'>) => void | Promise<void>;

/** What a backend returns: new arrays that it keeps no hold of. */
export interface AttentionOutput {
  /** `[B x R, Hq, M, Dv]`, of the query's type. */
  readonly output: Tensor<AttentionElementType>;
  /** `[B x R, Hq, M, N]`, of the query's type, when asked for: normalised (and edited) weights, 0 where masked. */
  readonly weights?: Tensor<AttentionElementType>;
}

/** What `attentionGradient` hands to a backend: the call, and the gradient of a loss by its output. */
export interface AttentionGradientCall extends AttentionCall {
  /** A gradient has no use for them. */
  readonly returnWeights: false;
  /** `[B x R, Hq, M, Dv]`, of the query's type. */
  readonly outputGradient: Tensor<AttentionElementType>;
}

/** Gradients by query, key and value, in their shapes and type; rows and grouped heads that share a key are summed. */
export interface AttentionGradient {
  readonly query: Tensor<AttentionElementType>;
  readonly key: Tensor<AttentionElementType>;
  readonly value: Tensor<AttentionElementType>;
}

/** Keys and values in the form that suits a backend. `core` disposes it once, when no call uses it any more. */
export interface PreparedKeyValue {
  /** As {@link AttentionBackend.doAttention}, for these keys and values. */
  doAttention(call: QueryCall): Promise<AttentionOutput>;
  /** Frees what was laid out. */
  doDispose(): void | Promise<void>;
}

/** What a backend can do beyond the required. `core` refuses a call that needs more, or chooses another backend. */
export interface AttentionCapabilities {
  /** What `key`, `value` and `query` may be. */
  readonly elementTypes: readonly AttentionElementType[];
  /** Whether `editWeights` is honoured. */
  readonly editWeights: boolean;
  /** Which precisions a prepared memory may have; `full` alone where this is absent. */
  readonly memoryPrecisions?: readonly MemoryPrecision[];
}

/**
 * Computes the op. People call `attention` and `prepare`, which check everything first; a backend may rely on the shapes.
 *
 * Rules that hold on every backend (`@crossattn/core/conformance` tests them):
 *
 * - `weights = softmax(cap(scale * query . key) + bias + log(keyWeight))` over the keys that may be attended to, and
 *   `output = weights . value`.
 * - A key that may not be attended to, because of `mask`, `keyMask` or a bias of `-Infinity`, has weight 0, and NaN or
 *   infinity in its key or value never reaches the output. NaN in a key or value that is attended to does.
 * - A row that may attend to nothing gives zeros (also where `N` is 0).
 * - Calls may overlap. Input arrays are never written to.
 * - Errors are `CrossattnError`s with their cause; anything else arrives wrapped as `backend-failed` or `out-of-memory`.
 * - Elements come in plain typed arrays of the backend's own realm, never in shared memory.
 *
 * The arrays given to `doPrepare` stay unchanged while the handle lives, so a backend may keep or copy them.
 */
export interface AttentionBackend {
  readonly specificationVersion: 1;
  /** Short and stable, such as `reference`, `cpu` or `webgpu`. */
  readonly name: string;
  readonly capabilities: AttentionCapabilities;
  /** Computes one call. */
  doAttention(call: AttentionCall): Promise<AttentionOutput>;
  /** Lays keys and values out for many calls. */
  doPrepare(call: PrepareCall): Promise<PreparedKeyValue>;
  /** Absent where the backend has no gradient. `editWeights` is never given. */
  doGradient?(call: AttentionGradientCall): Promise<AttentionGradient>;
  /**
   * Of a backend that can be disposed of, the calls that run on it. `core` counts them, those of its prepared memories too,
   * and refuses with `disposed` whatever comes after the count was closed.
   */
  readonly calls?: Pick<RunningCalls, 'begin' | 'end' | 'closed'>;
}

/** A backend that holds what has to be freed: sessions, a device. */
export interface DisposableBackend extends AttentionBackend, AsyncDisposable {
  readonly calls: Pick<RunningCalls, 'begin' | 'end' | 'closed'>;
  /**
   * Frees what the backend holds, after the calls that still run. Later calls fail with `disposed`, those with memories that it
   * prepared too; these are disposed by themselves, before or after.
   */
  dispose(): Promise<void>;
}

/**
 * Whether a backend can run here, and something about it for people; or why it cannot. `priority`, where the machine lets
 * a backend be worth less than its provider says: a GPU that is emulated, say.
 */
export type BackendAvailability =
  | { readonly available: true; readonly detail?: string; readonly priority?: number }
  | { readonly available: false; readonly reason: string };

/** How a backend enters the choice among backends; nothing is loaded before it is asked for. */
export interface BackendProvider {
  /** The backend's own name. */
  readonly name: string;
  /** The highest available one is chosen. `reference` has 0, `cpu` 10, `onnx-webgpu` 15, `cuda` 18, `webgpu` 20. */
  readonly priority: number;
  /** Whether the backend can run here, and why not. Cheap; called at most once a registration. */
  availability(): Promise<BackendAvailability>;
  /** Called at most once a registration. */
  create(): Promise<AttentionBackend>;
}
