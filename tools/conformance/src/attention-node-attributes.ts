import type { NodeProto } from 'onnx-buf';
import { ConformanceError } from './conformance-error.js';
import type { Window } from './window-mask.js';

/** The attributes of the ONNX operator `Attention` (opset 23 to 25). */
export interface AttentionNodeAttributes {
  /** What a query may see by its position alone: the causal order and, from opset 25 on, the sliding window. */
  readonly window: Window;
  readonly queryHeads: number | undefined;
  readonly keyHeads: number | undefined;
  readonly scale: number | undefined;
  readonly softcap: number;
  /** What the fourth output holds: 0 scaled scores, 1 after softcap, 2 after mask and bias, 3 after softmax. */
  readonly scoreOutput: number;
}

const known = [
  'is_causal',
  'left_window_size',
  'right_window_size',
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
  const reach = (name: string) => {
    const size = whole(name) ?? -1;
    if (size < -1)
      throw new ConformanceError('unsupported-node', `attribute ${name}: expected -1 (no bound) or more, got ${size}`);
    return size === -1 ? Number.POSITIVE_INFINITY : size;
  };
  const after = reach('right_window_size');
  return {
    window: { before: reach('left_window_size'), after: whole('is_causal') === 1 ? 0 : after },
    queryHeads: whole('q_num_heads'),
    keyHeads: whole('kv_num_heads'),
    scale: find('scale')?.f,
    softcap: find('softcap')?.f ?? 0,
    scoreOutput: whole('qk_matmul_output_mode') ?? 0,
  };
}
