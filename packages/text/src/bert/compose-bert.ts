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

/** What is known of the embeddings of a BERT encoder; the sizes of tables are checked where they are given. */
export interface BertEmbeddingShape {
  readonly width: number;
  /** Added to a variance before its root. */
  readonly normEpsilon: number;
  /** Entries of the table of positions. */
  readonly maxLength?: number;
  /** Entries of the table of word pieces. */
  readonly vocabularySize?: number;
}

/** Which layers of a BERT encoder a graph holds: from `first` up to `end`, exclusive, counted from 0. */
export interface LayerRange {
  readonly first: number;
  readonly end: number;
}

/**
 * Adds the embeddings of a BERT encoder (Devlin et al., 2019) to a graph: the normalised sum of word, position and type
 * embeddings, every token of type 0. Weights have the names of Hugging Face's `BertModel`, with or without `bert.` before.
 *
 * @param ids - `[batch, length]`
 * @param positions - `[length]`
 * @returns `[batch, length, width]`
 */
export function composeBertEmbeddings(
  builder: GraphBuilder,
  ids: Value<'int64'>,
  positions: Value<'int64'>,
  { width, maxLength, vocabularySize, normEpsilon: epsilon }: BertEmbeddingShape,
): Value<'float32'> {
  const table = (entries: number | undefined) => (entries === undefined ? { width } : { entries, width });
  const prefix = `${rootOf(builder)}embeddings`;
  const words = embedding(builder, ids, `${prefix}.word_embeddings.weight`, table(vocabularySize));
  const places = embedding(builder, positions, `${prefix}.position_embeddings.weight`, table(maxLength));
  const firstType = builder.constant('int64', [], BigInt64Array.of(0n));
  const type = embedding(builder, firstType, `${prefix}.token_type_embeddings.weight`, { width });
  return layerNorm(builder, add(builder, words, add(builder, places, type)), `${prefix}.LayerNorm`, { epsilon });
}

/**
 * Adds layers of a BERT encoder to a graph, normalised after each addition.
 *
 * @param states - `[batch, length, width]`
 * @param mask - `[batch, 1, 1, length]`, true = a token; every position is one where it is absent
 * @returns `[batch, length, width]`
 */
export function composeBertLayers(
  builder: GraphBuilder,
  states: Value<'float32'>,
  mask: Value<'bool'> | undefined,
  config: BertConfig,
  { first, end }: LayerRange,
): Value<'float32'> {
  const { width, heads, feedForward, normEpsilon: epsilon } = config;
  let current = states;
  for (let index = first; index < end; index++) {
    const prefix = `${rootOf(builder)}encoder.layer.${index}`;
    const input = current;
    const project = (name: string) =>
      splitHeads(builder, dense(builder, input, `${prefix}.attention.self.${name}`, width), heads);
    const { output } = scaledAttention(builder, project('query'), project('key'), project('value'), mask);
    const attended = dense(builder, joinHeads(builder, output), `${prefix}.attention.output.dense`, width);
    const middle = layerNorm(builder, add(builder, attended, input), `${prefix}.attention.output.LayerNorm`, {
      epsilon,
    });
    const hidden = gelu(builder, dense(builder, middle, `${prefix}.intermediate.dense`, feedForward));
    const narrowed = dense(builder, hidden, `${prefix}.output.dense`, width);
    current = layerNorm(builder, add(builder, narrowed, middle), `${prefix}.output.LayerNorm`, { epsilon });
  }
  return current;
}

function rootOf(builder: GraphBuilder): '' | 'bert.' {
  return builder.hasWeight('bert.embeddings.word_embeddings.weight') ? 'bert.' : '';
}
