import type { DecoderConfig } from '@crossattn/checkpoint';
import {
  activation,
  addDimensions,
  embedding,
  type Graph,
  GraphBuilder,
  gather,
  multiplyDimensions,
  reshape,
  tiedLogits,
  type Value,
  type WeightStore,
} from '@crossattn/onnx';
import { affine } from './affine.js';
import { cachedAttention } from './cached-attention.js';
import { joinedAttention, joinedLayout } from './joined-attention.js';
import { memoryAttention } from './memory-attention.js';
import {
  keysValuesInput,
  maskInput,
  type PartDimensions,
  type PartKeysValues,
  type PartMask,
  partDimensions,
} from './memory-inputs.js';
import { residualNorm } from './residual-norm.js';

export const pastKeys = (layer: number) => `past.keys.${layer}`;
export const pastValues = (layer: number) => `past.values.${layer}`;
export const newKeys = (layer: number) => `new.keys.${layer}`;
export const newValues = (layer: number) => `new.values.${layer}`;
/** Name of a layer's maps over the memory, or over one of its parts. */
export const attentionWeights = (layer: number, part = 0) => `attention.${layer}${part === 0 ? '' : `.${part}`}`;

const sequences = multiplyDimensions('batch', 'rows');

/** What a step graph is composed for. */
export interface StepGraphOptions {
  /** Makes the result of every layer an output too, `decoder.layers.<layer>` `[batch * rows, length, width]`. */
  readonly intermediates?: boolean;
  /** Parts that a memory is joined of; 1 by default. */
  readonly parts?: number;
}

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
 * A memory of several `parts` is fed as a mask, keys and values of each, named with the part's number behind a dot from the
 * second on (`memory.keys.<layer>.1`), and so are its maps. Each part has a batch and length of its own. Its batch divides
 * `batch`: neighbouring texts share its memories evenly.
 */
export function composeStepGraph(
  config: DecoderConfig,
  weights: WeightStore,
  { intermediates = false, parts = 1 }: StepGraphOptions = {},
): Graph {
  const { width, layers, heads, feedForward, vocabularySize, maxLength, activation: activationName } = config;
  const headSize = width / heads;
  const builder = new GraphBuilder({ name: parts === 1 ? 'decoder-step' : `decoder-step-${parts}`, weights });
  const tokens = builder.input('tokens', 'int64', ['batch', 'rows', 'length']);
  const positions = builder.input('positions', 'int64', ['batch', 'rows', 'length']);
  const selected = builder.input('selected', 'int64', ['selected']);
  const mask = builder.input('self_mask', 'bool', [sequences, 1, 'length', addDimensions('past', 'length')]);
  const cache = (name: string) => builder.input(name, 'float32', [sequences, heads, 'past', headSize]);

  const dimensions = partDimensions(parts);
  const masks = dimensions.map((own, part) => maskInput(builder, part, own));
  const layout = parts > 1 ? joinedLayout(builder, masks, { heads, headSize }) : undefined;
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
    const memory = masks.map((mask, part) => ({
      ...mask,
      ...keysValuesInput(builder, layer, part, dimensions[part] as PartDimensions, { heads, headSize }),
    }));
    const crossPrefix = `${prefix}.cross_attention`;
    const cross = layout
      ? joinedAttention(builder, stream.normed, crossPrefix, memory, layout)
      : memoryAttention(builder, stream.normed, crossPrefix, queries, memory[0] as PartKeysValues & PartMask);
    cross.weights.forEach((weights, part) => {
      builder.output(attentionWeights(layer, part), weights);
    });
    stream = norm(stream.sum, cross.output, `${prefix}.norm3`);
    const hidden = affine(builder, stream.normed, `${prefix}.feed_forward.up`, feedForward);
    const active = builder.scope(`${prefix}.feed_forward`, () => activation(builder, hidden, activationName));
    const down = affine(builder, active, `${prefix}.feed_forward.down`, width);
    stream = norm(stream.sum, down, layer + 1 < layers ? `decoder.layers.${layer + 1}.norm1` : 'decoder.norm');
    if (intermediates) builder.output(prefix, reshape(builder, stream.sum, sequenceShape));
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
