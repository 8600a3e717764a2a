import type { ComputeType } from '../tensor/compute-tensor.js';

/** What one graph of the op computes. Each combination is its own session. */
export interface AttentionFeatures {
  readonly type: ComputeType;
  /** Whether `bias`, which broadcasts to the scores, is added. */
  readonly bias: boolean;
  /** Whether scores go through `softcap * tanh(scores / softcap)`. */
  readonly softcap: boolean;
  /**
   * Whether ONNX Runtime's node `Attention` computes everything, where the weights are not asked for. It knows neither a
   * bias nor a softcap as this package means them.
   */
  readonly oneNode: boolean;
  /**
   * Whether the scores are the product of keys and queries, turned round, instead of queries and keys: ONNX Runtime
   * copies the right operand into blocks, which for few queries over many keys costs more than the product.
   */
  readonly keysFirst: boolean;
  /**
   * The head size whose usual scale, `1 / sqrt(D)`, is part of the graph, where ONNX Runtime fuses it into the product;
   * otherwise each run gives the scale.
   */
  readonly scaledFor?: number | undefined;
  /** Whether the work is so little that waking a second thread would take longer than doing it. */
  readonly small: boolean;
}

/** Multiplications that the calling thread does before ONNX Runtime could have answered with two: docs/decisions/0025. */
const smallWork = 2_000_000;

/** Whether so many multiplications are better done by one thread. */
export function isSmall(multiplications: number): boolean {
  return multiplications <= smallWork;
}

/**
 * Head sizes of common models get graphs of their own; the others share one, so that their number stays bounded. A fused
 * scale is rounded to float32, which is right for that type alone.
 */
export function usualScale(type: ComputeType, scale: number, headSize: number): number | undefined {
  const common = headSize % 8 === 0 && headSize <= 256;
  return type === 'float32' && common && scale === 1 / Math.sqrt(headSize) ? headSize : undefined;
}

/**
 * Whether products of a single query are computed by ONNX Runtime's kernel for a vector and a matrix, which reads the matrix
 * where it lies: in float32 alone, and only where no scale is fused into the product (docs/decisions/0029).
 */
export function isVectorProduct(type: ComputeType, queries: number): boolean {
  return type === 'float32' && queries === 1;
}

/** Whether `keysFirst` is faster: measured in docs/decisions/0022. */
export function prefersKeysFirst(type: ComputeType, queries: number, keys: number): boolean {
  return queries <= 32 && keys >= 2048 && !isVectorProduct(type, queries);
}

/** Tells the graphs of the op apart, and the sessions of a backend. */
export function featuresName(features: AttentionFeatures): string {
  const { type, bias, softcap, oneNode, keysFirst, scaledFor, small } = features;
  const parts = [
    type,
    scaledFor !== undefined && `${scaledFor}`,
    oneNode && 'one-node',
    keysFirst && 'keys-first',
    softcap && 'softcap',
    bias && 'bias',
    small && 'small',
  ];
  return parts.filter((part) => part !== false).join('-');
}
