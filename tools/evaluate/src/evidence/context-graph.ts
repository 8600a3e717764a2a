import type { Checkpoint } from '@crossattn/checkpoint';
import {
  type Graph,
  GraphBuilder,
  layerNorm,
  linear,
  matMul,
  reshape,
  scaledAttention,
  splitHeads,
  type WeightStore,
} from '@crossattn/onnx';

/**
 * What attention maps alone do not tell.
 *
 * Inputs `bridge.<layer>` `[1, cells, width]`, what goes into each layer of the bridge, and `states` `[1, cells, width]`.
 * Outputs `attention.<layer>` `[1, heads, cells, cells]`, the bridge's self-attention, and `moved.<layer>`
 * `[1, heads, cells, decoder width]`, what each cell adds in a decoder layer where a head attends to it alone.
 */
export function composeContextGraph({ bridge, decoder }: Checkpoint['config'], weights: WeightStore): Graph {
  const builder = new GraphBuilder({ name: 'cell-context', weights });
  const { width } = bridge;
  for (let layer = 0; layer < bridge.layers; layer++) {
    const prefix = `bridge.layers.${layer}`;
    const input = builder.input(`bridge.${layer}`, 'float32', [1, bridge.positions, width]);
    const normalised = layerNorm(builder, input, `${prefix}.norm1`);
    const project = (name: string) =>
      splitHeads(builder, linear(builder, normalised, `${prefix}.attention.${name}`, { width }), bridge.heads);
    const query = project('query');
    const keys = project('key');
    builder.output(`attention.${layer}`, scaledAttention(builder, query, keys, keys).weights);
  }
  const states = builder.input('states', 'float32', [1, bridge.positions, width]);
  for (let layer = 0; layer < decoder.layers; layer++) {
    const prefix = `decoder.layers.${layer}.cross_attention`;
    const values = splitHeads(
      builder,
      linear(builder, states, `${prefix}.value`, { width: decoder.width }),
      decoder.heads,
    );
    const output = builder.weight(`${prefix}.output.weight`, [decoder.width, decoder.width]);
    const rows = reshape(builder, output, [1, decoder.heads, decoder.width / decoder.heads, decoder.width]);
    builder.output(`moved.${layer}`, matMul(builder, values, rows));
  }
  return builder.build();
}
