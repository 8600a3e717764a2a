import {
  add,
  embedding,
  type GraphBuilder,
  gelu,
  joinHeads,
  layerNorm,
  scaledAttention,
  splitHeads,
  type Value,
} from '@crossattn/onnx';
import type { BertConfig } from './bert-config.js';
import { dense } from './dense.js';

/** What a BERT encoder reads. */
export interface BertInputs {
  /** `[batch, length]` */
  readonly ids: Value<'int64'>;
  /** `[length]` */
  readonly positions: Value<'int64'>;
  /** `[batch, 1, 1, length]`, true = a token. */
  readonly mask: Value<'bool'>;
}

/**
 * Adds a BERT encoder (Devlin et al., 2019) to a graph: post-norm layers over the sum of word, position and type
 * embeddings, every token of type 0. Weights have the names of Hugging Face's `BertModel`, with or without `bert.` before.
 *
 * @returns `[batch, length, width]`
 */
export function composeBert(builder: GraphBuilder, inputs: BertInputs, config: BertConfig): Value<'float32'> {
  const { width, heads, layers, feedForward, maxLength, vocabularySize, normEpsilon: epsilon } = config;
  const root = builder.hasWeight('bert.embeddings.word_embeddings.weight') ? 'bert.' : '';
  const words = embedding(builder, inputs.ids, `${root}embeddings.word_embeddings.weight`, {
    entries: vocabularySize,
    width,
  });
  const places = embedding(builder, inputs.positions, `${root}embeddings.position_embeddings.weight`, {
    entries: maxLength,
    width,
  });
  const firstType = builder.constant('int64', [], BigInt64Array.of(0n));
  const type = embedding(builder, firstType, `${root}embeddings.token_type_embeddings.weight`, { width });
  let states = layerNorm(builder, add(builder, words, add(builder, places, type)), `${root}embeddings.LayerNorm`, {
    epsilon,
  });
  for (let index = 0; index < layers; index++) {
    const prefix = `${root}encoder.layer.${index}`;
    const input = states;
    const project = (name: string) =>
      splitHeads(builder, dense(builder, input, `${prefix}.attention.self.${name}`, width), heads);
    const { output } = scaledAttention(builder, project('query'), project('key'), project('value'), inputs.mask);
    const attended = dense(builder, joinHeads(builder, output), `${prefix}.attention.output.dense`, width);
    states = layerNorm(builder, add(builder, attended, input), `${prefix}.attention.output.LayerNorm`, { epsilon });
    const hidden = gelu(builder, dense(builder, states, `${prefix}.intermediate.dense`, feedForward));
    const narrowed = dense(builder, hidden, `${prefix}.output.dense`, width);
    states = layerNorm(builder, add(builder, narrowed, states), `${prefix}.output.LayerNorm`, { epsilon });
  }
  return states;
}
