import type { Graph } from '../graph/graph.js';
import { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import type { ComputeType } from './compute-tensor.js';

/** What one graph of the op computes. Each combination is its own session. */
export interface AttentionFeatures {
  readonly type: ComputeType;
  /** Whether `bias`, which broadcasts to the scores, is added. */
  readonly bias: boolean;
  /** Whether scores go through `softcap * tanh(scores / softcap)`. */
  readonly softcap: boolean;
}

/**
 * Head-major attention with a scale that each run gives: `query` `[B, H, L, D]`, `key` `[B, H, N, D]`, `value`
 * `[B, H, N, Dv]` -> `output` `[B, H, L, Dv]` and `weights` `[B, H, L, N]`.
 */
export function attentionGraph({ type, bias, softcap }: AttentionFeatures): Graph {
  const builder = new GraphBuilder({ name: `attention-${type}${softcap ? '-softcap' : ''}${bias ? '-bias' : ''}` });
  const query = builder.input('query', type, ['B', 'H', 'L', 'D']);
  const key = builder.input('key', type, ['B', 'H', 'N', 'D']);
  const value = builder.input('value', type, ['B', 'H', 'N', 'Dv']);
  const scale = builder.input('scale', type, []);
  const scores = ['B', 'H', 'L', 'N'];
  const apply = (operator: string, inputs: readonly Value[], shape: readonly string[], attributes = {}) =>
    builder.node<[ComputeType]>(operator, { inputs, attributes }, [{ type, shape }])[0];
  const scaled = apply('Mul', [query, scale], ['B', 'H', 'L', 'D']);
  // ONNX Runtime fuses the transposition into the product.
  const transposed = apply('Transpose', [key], ['B', 'H', 'D', 'N'], { perm: [0, 1, 3, 2] });
  let current = apply('MatMul', [scaled, transposed], scores);
  if (softcap) {
    const cap = builder.input('softcap', type, []);
    current = apply('Mul', [apply('Tanh', [apply('Div', [current, cap], scores)], scores), cap], scores);
  }
  if (bias) current = apply('Add', [current, builder.input('bias', type, ['biasB', 'biasH', 'biasL', 'N'])], scores);
  const weights = apply('Softmax', [current], scores, { axis: -1 });
  builder.output('weights', weights);
  builder.output('output', apply('MatMul', [weights, value], ['B', 'H', 'L', 'Dv']));
  return builder.build();
}
