import type { DecoderConfig } from '@crossattn/checkpoint';
import { type Graph, GraphBuilder, projectMemory, type WeightStore } from '@crossattn/onnx';

export const memoryKeys = (layer: number) => `memory.keys.${layer}`;
export const memoryValues = (layer: number) => `memory.values.${layer}`;

/**
 * Computes the keys and values of every cross-attention layer, once a memory.
 *
 * Input `states` `[batch, memory, memoryWidth]`; outputs `memory.keys.<layer>` and `memory.values.<layer>`
 * `[batch, heads, memory, headSize]`.
 */
export function composeProjectGraph(config: DecoderConfig, weights: WeightStore, memoryWidth: number): Graph {
  const builder = new GraphBuilder({ name: 'decoder-project', weights });
  const states = builder.input('states', 'float32', ['batch', 'memory', memoryWidth]);
  for (let layer = 0; layer < config.layers; layer++) {
    const prefix = `decoder.layers.${layer}.cross_attention`;
    const { keys, values } = projectMemory(builder, states, prefix, { heads: config.heads });
    builder.output(memoryKeys(layer), keys);
    builder.output(memoryValues(layer), values);
  }
  return builder.build();
}
