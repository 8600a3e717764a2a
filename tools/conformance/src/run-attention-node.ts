import { type AttentionBackend, type AttentionElementType, attention, type Tensor } from '@crossattn/core';
import { appendLength } from './append-length.js';
import type { AttentionNodeAttributes } from './attention-node-attributes.js';
import { fromBfloat16, toBfloat16 } from './bfloat16.js';
import { combineMasks } from './combine-masks.js';
import { ConformanceError } from './conformance-error.js';
import { mergeHeads, splitHeads } from './head-layout.js';
import { padMask } from './pad-mask.js';
import { scoreOutput } from './score-output.js';
import { lengthMask, type Window, windowMask } from './window-mask.js';

/** The inputs of the operator, in its order: Q, K, V, attn_mask, past_key, past_value, nonpad_kv_seqlen. */
export type AttentionNodeInputs = readonly (Tensor | undefined)[];

/** Its outputs: Y, present_key, present_value, qk_matmul_output. */
export type AttentionNodeOutputs = readonly [Tensor, Tensor, Tensor, Tensor];

type FloatTensor = Tensor<AttentionElementType>;

/**
 * The ONNX operator `Attention` (opset 23 to 25) on top of our op: 3-D inputs, the key/value cache, causal order and sliding
 * window, lengths without padding, masks shorter than the keys, and the scores as an output.
 */
export async function runAttentionNode(
  inputs: AttentionNodeInputs,
  attributes: AttentionNodeAttributes,
  backend: AttentionBackend,
): Promise<AttentionNodeOutputs> {
  const isBfloat16 = inputs[0]?.type === 'bfloat16';
  const [q, k, v, attentionMask, pastKey, pastValue, nonpad] = inputs.map((tensor) =>
    tensor?.type === 'bfloat16' ? fromBfloat16(tensor as Tensor<'bfloat16'>) : tensor,
  );
  const query = splitHeads(required(q, 'Q'), attributes.queryHeads);
  const key = appendLength(pastKey as FloatTensor | undefined, splitHeads(required(k, 'K'), attributes.keyHeads));
  const value = appendLength(pastValue as FloatTensor | undefined, splitHeads(required(v, 'V'), attributes.keyHeads));
  const [, , queries, headSize] = query.shape as [number, number, number, number];
  const length = key.shape[2] as number;

  const lengths = nonpad && Array.from(nonpad.data as BigInt64Array, Number);
  const pastLength = pastKey?.shape[2];
  const offsets = pastLength === undefined && lengths ? lengths.map((each) => each - queries) : [pastLength ?? 0];
  const padded = attentionMask && padMask(attentionMask as Tensor<AttentionElementType | 'bool'>, length);
  const isBoolean = padded?.type === 'bool';
  const mask = combineMasks(
    isBoolean ? (padded as Tensor<'bool'>) : undefined,
    isBounded(attributes.window) ? windowMask(offsets, queries, length, attributes.window) : undefined,
  );
  const bias = padded && !isBoolean ? (padded as FloatTensor) : undefined;
  const keyMask = lengths && lengthMask(lengths, length);
  const scale = attributes.scale ?? 1 / Math.sqrt(headSize);
  const { softcap } = attributes;

  const call = { query, key, value, mask, bias, keyMask, scale, softcap, backend };
  const mode = attributes.scoreOutput;
  const { output, weights } = await attention({ ...call, returnWeights: mode === 3 });
  const scores = weights ?? scoreOutput({ query, key, mask, keyMask, bias, scale, softcap }, mode as 0 | 1 | 2);
  const results = [q?.shape.length === 3 ? mergeHeads(output) : output, key, value, scores];
  return results.map((tensor) => (isBfloat16 ? toBfloat16(tensor as Tensor<'float32'>) : tensor)) as never;
}

function isBounded({ before, after }: Window): boolean {
  return before < Number.POSITIVE_INFINITY || after < Number.POSITIVE_INFINITY;
}

function required(tensor: Tensor | undefined, name: string): FloatTensor {
  if (!tensor) throw new ConformanceError('unsupported-node', `${name}: expected a tensor, got none`);
  return tensor as FloatTensor;
}
