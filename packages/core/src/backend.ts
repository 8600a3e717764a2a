import type { Tensor } from './tensor.js';

export type AttentionElementType = 'float64' | 'float32' | 'float16';

/**
 * What `attention` hands to a backend: every shape is checked and every default filled in.
 *
 * `B` batch, `Hq` query heads, `Hkv` key/value heads (`Hq` a multiple of `Hkv`), `R` rows that share one memory,
 * `M` queries a row, `N` keys, `D` head size, `Dv` value head size.
 */
export interface AttentionCall {
  /** `[B x R, Hq, M, D]` */
  readonly query: Tensor<AttentionElementType>;
  /** `[B, Hkv, N, D]` */
  readonly key: Tensor<AttentionElementType>;
  /** `[B, Hkv, N, Dv]` */
  readonly value: Tensor<AttentionElementType>;
  /** `R`: consecutive query batches that attend to the same keys; 1 where every batch has its own. */
  readonly rows: number;
  /** Boolean, 1 = may attend; 4-D and broadcastable to `[B x R, Hq, M, N]`. */
  readonly mask?: Tensor<'bool'>;
  /** Added to the scaled scores; 4-D and broadcastable to `[B x R, Hq, M, N]`. */
  readonly bias?: Tensor<AttentionElementType>;
  /** Multiplies the attention of each key before normalisation; broadcastable to `[B, N]`. */
  readonly keyWeight?: Tensor<AttentionElementType>;
  readonly scale: number;
  /** 0 = none; otherwise scores become `softcap * tanh(scores / softcap)`. */
  readonly softcap: number;
  readonly returnWeights: boolean;
}

export interface AttentionOutput {
  /** `[B x R, Hq, M, Dv]` */
  readonly output: Tensor<AttentionElementType>;
  /** `[B x R, Hq, M, N]`, when asked for. */
  readonly weights?: Tensor<AttentionElementType>;
}
