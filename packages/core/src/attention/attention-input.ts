import type { AttentionBackend, AttentionElementType, EditWeights } from '../backend/backend.js';
import type { Tensor } from '../tensor/tensor.js';
import type { PreparedMemory } from './prepared-memory.js';

/** Keys and values with what is known about each key. */
export interface KeyValueInput<Type extends AttentionElementType = AttentionElementType> {
  /** `[B, Hkv, N, D]` */
  readonly key: Tensor<Type>;
  /** `[B, Hkv, N, Dv]` */
  readonly value: Tensor<Type>;
  /** The padding mask: broadcasts to `[B, N]` (`[N]`, `[B, 1]` …); 1 = the key may be attended to. */
  readonly keyMask?: Tensor<'bool'> | undefined;
  /**
   * How much each key counts, 0 or more: broadcasts to `[B, N]`. Multiplies `exp(score)` before normalisation, so 1
   * changes nothing and 0 masks (prompt weighting).
   */
  readonly keyWeight?: Tensor<AttentionElementType> | undefined;
}

/** Queries, and how they attend. */
export interface QueryInput<Type extends AttentionElementType = AttentionElementType> {
  /** `[B x R, Hq, M, D]` with `Hq` a multiple of `Hkv`: query head `h` uses key head `floor(h / (Hq / Hkv))`. */
  readonly query: Tensor<Type>;
  /** `R`, 1 by default: how many consecutive query batches share the keys and values of one batch. */
  readonly rows?: number | undefined;
  /** Broadcasts to `[B x R, Hq, M, N]` (aligned at the last dimension); 1 = this query may attend to this key. */
  readonly mask?: Tensor<'bool'> | undefined;
  /** Added to the scaled scores; broadcasts to `[B x R, Hq, M, N]`; `-Infinity` = may not attend. */
  readonly bias?: Tensor<Type> | undefined;
  /**
   * Multiplies `query . key`; `1 / sqrt(D)` by default (1 where `D` is 0, since all scores are 0 there). A finite number that
   * float32 can hold, where the query is not float64.
   */
  readonly scale?: number | undefined;
  /** Scores become `softcap * tanh(score / softcap)`, before mask and bias; 0, the default, leaves them. As `scale`. */
  readonly softcap?: number | undefined;
}

/** A backend, or the name of a registered one; without it the best that is available is chosen. */
export interface BackendChoice {
  readonly backend?: AttentionBackend | string | undefined;
}

export interface AttentionControls {
  /** Whether the result has the weights `[B x R, Hq, M, N]`; they are not even stored otherwise. */
  readonly returnWeights?: boolean | undefined;
  /** Experimental: changes the weights before they meet the values, on backends that declare it. */
  readonly editWeights?: EditWeights | undefined;
}

/** Keys and values as tensors, or laid out by `prepare`. */
export type AttentionInput<Type extends AttentionElementType = AttentionElementType> = QueryInput<Type> &
  AttentionControls &
  BackendChoice &
  (
    | (KeyValueInput<Type> & { readonly memory?: undefined })
    | {
        readonly memory: PreparedMemory<Type>;
        readonly key?: undefined;
        readonly value?: undefined;
        readonly keyMask?: undefined;
        readonly keyWeight?: undefined;
      }
  );

export interface AttentionResult<Type extends AttentionElementType = AttentionElementType> {
  /** `[B x R, Hq, M, Dv]` */
  readonly output: Tensor<Type>;
  /** `[B x R, Hq, M, N]`, where `returnWeights` asked for them. */
  readonly weights?: Tensor<Type>;
}
