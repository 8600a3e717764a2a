import type { Tensor } from '@crossattn/core';
import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import type { Contestant } from '../contestant.js';
import { headsLast, type OpTensors } from '../op-tensors.js';
import { type AttentionNode, nodeModel } from './node-model.js';

/** Which node is fed by hand, and in which layout: `[B, H, L, D]` or, as exported models have it, `[B, L, H x D]`. */
export interface NodePeer {
  readonly operator: AttentionNode['operator'];
  readonly headsFirst: boolean;
}

export const nodePeers: readonly NodePeer[] = [
  { operator: 'Attention', headsFirst: true },
  { operator: 'Attention', headsFirst: false },
  { operator: 'MultiHeadAttention', headsFirst: true },
  { operator: 'MultiHeadAttention', headsFirst: false },
];

export function nodePeerName({ operator, headsFirst }: NodePeer): string {
  return `${operator} ${headsFirst ? '[B,H,N,D]' : '[B,N,HxD]'}`;
}

/** One of ONNX Runtime's own attention nodes, called directly with tensors that are made once. */
export async function createNodePeer(peer: NodePeer, tensors: OpTensors, threads: number): Promise<Contestant> {
  const { operator, headsFirst } = peer;
  const heads = tensors.key.shape[1] ?? 0;
  // MultiHeadAttention takes its queries as [B, M, H x D] in either case.
  const queryFirst = headsFirst && operator === 'Attention';
  const laidOut = {
    query: queryFirst ? tensors.query : headsLast(tensors.query),
    key: headsFirst ? tensors.key : headsLast(tensors.key),
    value: headsFirst ? tensors.value : headsLast(tensors.value),
  };
  const model = nodeModel({
    operator,
    attributes: attributesOf(peer, heads),
    ranks: [laidOut.query.shape.length, laidOut.key.shape.length, laidOut.value.shape.length],
  });
  const session = await InferenceSession.create(model, {
    intraOpNumThreads: threads,
    // Its guesses of MultiHeadAttention's output shape are wrong, and it would say so at every call.
    logSeverityLevel: 4,
    // As in our own sessions: threads that spin take the cores from whoever is measured next.
    extra: { 'session.intra_op.allow_spinning': '0' },
  });
  const feeds = Object.fromEntries(Object.entries(laidOut).map(([name, tensor]) => [name, runtimeTensor(tensor)]));
  return {
    name: nodePeerName(peer),
    kind: 'peer',
    run: async () => {
      const { output } = await session.run(feeds, ['output']);
      return output?.data as Float32Array;
    },
    dispose: () => session.release(),
  };
}

function attributesOf({ operator, headsFirst }: NodePeer, heads: number): Readonly<Record<string, number>> {
  if (operator === 'MultiHeadAttention') return { num_heads: heads };
  return headsFirst ? {} : { q_num_heads: heads, kv_num_heads: heads };
}

function runtimeTensor({ shape, data }: Tensor<'float32'>): RuntimeTensor {
  return new RuntimeTensor('float32', data, shape);
}
