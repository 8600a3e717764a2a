import type { DecoderConfig } from '@crossattn/checkpoint';
import { type Graph, GraphBuilder, linear, multiply, reshape, transpose, type WeightStore } from '@crossattn/onnx';

/** Name of a layer's keys of the memory, or of one of its parts; the first part has the name that the project graph gives. */
export const memoryKeys = (layer: number, part = 0) => `memory.keys.${layer}${part === 0 ? '' : `.${part}`}`;
/** Name of a layer's values of the memory, or of one of its parts. */
export const memoryValues = (layer: number, part = 0) => `memory.values.${layer}${part === 0 ? '' : `.${part}`}`;

/**
 * Computes the keys and values of every cross-attention layer, once a memory, in the form in which steps use them.
 *
 * Input `states` `[batch, memory, memoryWidth]`; outputs `memory.keys.<layer>` `[batch, heads, headSize, memory]`,
 * transposed and scaled by `1 / sqrt(headSize)`, and `memory.values.<layer>` `[batch, heads, memory, headSize]`.
 */
export function composeProjectGraph(config: DecoderConfig, weights: WeightStore, memoryWidth: number): Graph {
  const { width, layers, heads } = config;
  const headSize = width / heads;
  const builder = new GraphBuilder({ name: 'decoder-project', weights });
  const states = builder.input('states', 'float32', ['batch', 'memory', memoryWidth]);
  for (let layer = 0; layer < layers; layer++) {
    const prefix = `decoder.layers.${layer}.cross_attention`;
    const project = (name: string) =>
      reshape(builder, linear(builder, states, `${prefix}.${name}`, { width }), ['batch', 'memory', heads, headSize]);
    const keys = transpose(builder, project('key'), [0, 2, 3, 1]);
    builder.output(memoryKeys(layer), multiply(builder, keys, builder.scalar(1 / Math.sqrt(headSize))));
    builder.output(memoryValues(layer), transpose(builder, project('value'), [0, 2, 1, 3]));
  }
  return builder.build();
}
