import type { ComputeType } from './compute-tensor.js';

/** What one graph of the op computes. Each combination is its own session. */
export interface AttentionFeatures {
  readonly type: ComputeType;
  /** Whether `bias`, which broadcasts to the scores, is added. */
  readonly bias: boolean;
  /** Whether scores go through `softcap * tanh(scores / softcap)`. */
  readonly softcap: boolean;
  /**
   * Whether the scores are the product of keys and queries, turned round, instead of queries and keys: ONNX Runtime
   * copies the right operand into blocks, which for few queries over many keys costs more than the product.
   */
  readonly keysFirst: boolean;
}

/** Whether `keysFirst` is faster: measured in docs/decisions/0022. */
export function prefersKeysFirst(queries: number, keys: number): boolean {
  return queries <= 32 && keys >= 2048;
}

/** Names a graph of the op, and tells the sessions of a backend apart. */
export function graphName(kind: string, { type, bias, softcap, keysFirst }: AttentionFeatures): string {
  const parts = [kind, type, keysFirst && 'keys-first', softcap && 'softcap', bias && 'bias'];
  return parts.filter((part) => part !== false).join('-');
}
