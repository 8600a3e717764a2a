import type { DecoderConfig } from '@crossattn/checkpoint';
import {
  activation,
  addDimensions,
  cast,
  embedding,
  type Graph,
  GraphBuilder,
  gather,
  multiply,
  multiplyDimensions,
  reshape,
  subtract,
  tiedLogits,
  type Value,
  type WeightStore,
} from '@crossattn/onnx';
import { affine } from './affine.js';
import { cachedAttention } from './cached-attention.js';
import { memoryAttention } from './memory-attention.js';
import { memoryKeys, memoryValues } from './project-graph.js';
import { residualNorm } from './residual-norm.js';

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
 * - `memory.keys.<layer>` `[batch, heads, headSize, memory]`, `memory.values.<layer>` `[batch, heads, memory, headSize]`:
 *   what the project graph gives, shared by the rows, which fold into the query length
 * - `memory_mask` bool `[batch, 1, 1, memory]`
 *
 * Outputs
 * - `log_probabilities`, `logits` `[selected, vocabulary]`
 * - `new.keys.<layer>`, `new.values.<layer>` `[batch * rows, length, width]`
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
  const { width, layers, heads, feedForward, vocabularySize, maxLength, activation: activationName } = config;
  const headSize = width / heads;
  const builder = new GraphBuilder({ name: 'decoder-step', weights });
  const tokens = builder.input('tokens', 'int64', ['batch', 'rows', 'length']);
  const positions = builder.input('positions', 'int64', ['batch', 'rows', 'length']);
  const selected = builder.input('selected', 'int64', ['selected']);
  const mask = builder.input('self_mask', 'bool', [sequences, 1, 'length', addDimensions('past', 'length')]);
  const memoryMask = builder.input('memory_mask', 'bool', ['batch', 1, 1, 'memory']);
  const cache = (name: string) => builder.input(name, 'float32', [sequences, heads, 'past', headSize]);

  const allowed = cast(builder, memoryMask, 'float32');
  const bias = multiply(builder, subtract(builder, allowed, builder.scalar(1)), builder.scalar(1e30));
  const flatShape = [multiplyDimensions(sequences, 'length'), width];
  const sequenceShape = [sequences, 'length', width] as const;
  const queries = multiplyDimensions('rows', 'length');
  const embed = (indices: Value<'int64'>, name: string, entries: number) =>
    reshape(builder, embedding(builder, indices, name, { entries, width }), flatShape);
  const norm = (sum: Value<'float32'>, addition: Value<'float32'>, name: string) =>
    residualNorm(builder, sum, addition, name, config.normEpsilon);

  let stream = norm(
    embed(tokens, 'decoder.embedding', vocabularySize),
    embed(positions, 'decoder.positions', maxLength),
    'decoder.layers.0.norm1',
  );
  for (let layer = 0; layer < layers; layer++) {
    const prefix = `decoder.layers.${layer}`;
    const self = cachedAttention(builder, stream.normed, `${prefix}.self_attention`, sequenceShape, {
      pastKeys: cache(pastKeys(layer)),
      pastValues: cache(pastValues(layer)),
      mask,
    });
    builder.output(newKeys(layer), self.keys);
    builder.output(newValues(layer), self.values);
    stream = norm(stream.sum, self.output, `${prefix}.norm2`);
    const cross = memoryAttention(builder, stream.normed, `${prefix}.cross_attention`, queries, {
      keys: builder.input(memoryKeys(layer), 'float32', ['batch', heads, headSize, 'memory']),
      values: builder.input(memoryValues(layer), 'float32', ['batch', heads, 'memory', headSize]),
      allowed,
      bias,
    });
    builder.output(attentionWeights(layer), cross.weights);
    stream = norm(stream.sum, cross.output, `${prefix}.norm3`);
    const hidden = affine(builder, stream.normed, `${prefix}.feed_forward.up`, feedForward);
    const active = builder.scope(`${prefix}.feed_forward`, () => activation(builder, hidden, activationName));
    const down = affine(builder, active, `${prefix}.feed_forward.down`, width);
    stream = norm(stream.sum, down, layer + 1 < layers ? `decoder.layers.${layer + 1}.norm1` : 'decoder.norm');
    if (options.intermediates) builder.output(prefix, reshape(builder, stream.sum, sequenceShape));
  }
  const last = gather(builder, stream.normed, selected);
  const logits = tiedLogits(builder, last, 'decoder.embedding', { bias: 'decoder.output_bias' });
  builder.output('logits', logits);
  const [logProbabilities] = builder.node<['float32']>('LogSoftmax', { inputs: [logits], attributes: { axis: -1 } }, [
    { type: 'float32', shape: logits.shape },
  ]);
  builder.output('log_probabilities', logProbabilities);
  return builder.build();
}
