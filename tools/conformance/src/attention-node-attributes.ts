import type { NodeProto } from 'onnx-buf';
import { ConformanceError } from './conformance-error.js';

/** The attributes of the ONNX operator `Attention` (opset 24). */
export interface AttentionNodeAttributes {
  readonly isCausal: boolean;
  readonly queryHeads: number | undefined;
  readonly keyHeads: number | undefined;
  readonly scale: number | undefined;
  readonly softcap: number;
  /** What the fourth output holds: 0 scaled scores, 1 after softcap, 2 after mask and bias, 3 after softmax. */
  readonly scoreOutput: number;
}

const known = [
  'is_causal',
  'q_num_heads',
  'kv_num_heads',
  'scale',
  'softcap',
  'qk_matmul_output_mode',
  // A lower bound for the softmax; every backend computes in at least float32.
  'softmax_precision',
];

export function readAttributes(node: NodeProto): AttentionNodeAttributes {
  for (const { name } of node.attribute) {
    if (!known.includes(name))
      throw new ConformanceError('unsupported-node', `attribute ${name}: the Attention operator has none of this name`);
  }
  const find = (name: string) => node.attribute.find((attribute) => attribute.name === name);
  const whole = (name: string) => {
    const attribute = find(name);
    return attribute && Number(attribute.i);
  };
  return {
    isCausal: whole('is_causal') === 1,
    queryHeads: whole('q_num_heads'),
    keyHeads: whole('kv_num_heads'),
    scale: find('scale')?.f,
    softcap: find('softcap')?.f ?? 0,
    scoreOutput: whole('qk_matmul_output_mode') ?? 0,
  };
}
