import type { DecoderConfig } from '@crossattn/checkpoint';
import {
  add,
  addDimensions,
  crossAttention,
  embedding,
  feedForward,
  type Graph,
  GraphBuilder,
  gather,
  layerNorm,
  multiplyDimensions,
  reshape,
  selfAttention,
  tiedLogits,
  type Value,
  type WeightStore,
} from '@crossattn/onnx';
import { memoryKeys, memoryValues } from './project-graph.js';

export const pastKeys = (layer: number) => `past.keys.${layer}`;
export const pastValues = (layer: number) => `past.values.${layer}`;
export const newKeys = (layer: number) => `new.keys.${layer}`;
export const newValues = (layer: number) => `new.values.${layer}`;
export const attentionWeights = (layer: number) => `attention.${layer}`;

const sequences = multiplyDimensions('batch', 'rows');

/**
 * Continues `rows` texts of each of `batch` memories by `length` tokens.
 *
 * Inputs
 * - `tokens`, `positions` int64 `[batch, rows, length]`
 * - `selected` int64 `[selected]`: which of the `batch * rows * length` tokens get logits
 * - `past.keys.<layer>`, `past.values.<layer>` `[batch * rows, heads, past, headSize]`: the self-attention cache
 * - `self_mask` bool `[batch * rows, 1, length, past + length]`
 * - `memory.keys.<layer>`, `memory.values.<layer>` `[batch, heads, memory, headSize]`: shared by the rows, which fold
 *   into the query length
 * - `memory_mask` bool `[batch, 1, 1, memory]`
 *
 * Outputs
 * - `log_probabilities`, `logits` `[selected, vocabulary]`
 * - `new.keys.<layer>`, `new.values.<layer>` `[batch * rows, heads, length, headSize]`
 * - `attention.<layer>` `[batch, heads, rows * length, memory]`
 *
 * @param options - `intermediates` makes the result of every layer an output too, `decoder.layers.<layer>`
 * `[batch * rows, length, width]`.
 */
export function composeStepGraph(
  config: DecoderConfig,
  weights: WeightStore,
  options: { readonly intermediates?: boolean } = {},
): Graph {
  const { width, layers, heads, feedForward: hiddenWidth, vocabularySize, maxLength, activation } = config;
  const headSize = width / heads;
  const norm = { epsilon: config.normEpsilon };
  const builder = new GraphBuilder({ name: 'decoder-step', weights });
  const tokens = builder.input('tokens', 'int64', ['batch', 'rows', 'length']);
  const positions = builder.input('positions', 'int64', ['batch', 'rows', 'length']);
  const selected = builder.input('selected', 'int64', ['selected']);
  const selfMask = builder.input('self_mask', 'bool', [sequences, 1, 'length', addDimensions('past', 'length')]);
  const memoryMask = builder.input('memory_mask', 'bool', ['batch', 1, 1, 'memory']);
  const cache = (name: string) => builder.input(name, 'float32', [sequences, heads, 'past', headSize]);
  const memory = (name: string) => builder.input(name, 'float32', ['batch', heads, 'memory', headSize]);

  const embedded = add(
    builder,
    embedding(builder, tokens, 'decoder.embedding', { entries: vocabularySize, width }),
    embedding(builder, positions, 'decoder.positions', { entries: maxLength, width }),
  );
  const sequenceShape = [sequences, 'length', width];
  const foldedShape = ['batch', multiplyDimensions('rows', 'length'), width];
  let hidden: Value<'float32'> = reshape(builder, embedded, sequenceShape);
  for (let layer = 0; layer < layers; layer++) {
    const prefix = `decoder.layers.${layer}`;
    const self = selfAttention(
      builder,
      layerNorm(builder, hidden, `${prefix}.norm1`, norm),
      `${prefix}.self_attention`,
      {
        heads,
        past: { keys: cache(pastKeys(layer)), values: cache(pastValues(layer)) },
        mask: selfMask,
      },
    );
    builder.output(newKeys(layer), self.keys);
    builder.output(newValues(layer), self.values);
    hidden = add(builder, hidden, self.output);
    const folded = reshape(builder, layerNorm(builder, hidden, `${prefix}.norm2`, norm), foldedShape);
    const cross = crossAttention(
      builder,
      folded,
      { keys: memory(memoryKeys(layer)), values: memory(memoryValues(layer)) },
      `${prefix}.cross_attention`,
      { mask: memoryMask },
    );
    builder.output(attentionWeights(layer), cross.weights);
    hidden = add(builder, hidden, reshape(builder, cross.output, sequenceShape));
    const normed = layerNorm(builder, hidden, `${prefix}.norm3`, norm);
    hidden = add(builder, hidden, feedForward(builder, normed, `${prefix}.feed_forward`, { activation, hiddenWidth }));
    if (options.intermediates) builder.output(prefix, hidden);
  }
  const flat = reshape(builder, hidden, [multiplyDimensions(sequences, 'length'), width]);
  const last = layerNorm(builder, gather(builder, flat, selected), 'decoder.norm', norm);
  const logits = tiedLogits(builder, last, 'decoder.embedding', { bias: 'decoder.output_bias' });
  builder.output('logits', logits);
  const [logProbabilities] = builder.node<['float32']>('LogSoftmax', { inputs: [logits], attributes: { axis: -1 } }, [
    { type: 'float32', shape: logits.shape },
  ]);
  builder.output('log_probabilities', logProbabilities);
  return builder.build();
}
