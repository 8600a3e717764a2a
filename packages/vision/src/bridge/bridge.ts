import type { BridgeConfig } from '@crossattn/checkpoint';
import { add, feedForward, type GraphBuilder, layerNorm, linear, selfAttention, type Value } from '@crossattn/onnx';
import type { Observe } from '../encoder/observe.js';

/**
 * From the cells of a map to the states of a memory: a linear layer, learned positions, pre-norm transformer layers
 * and a final layer normalisation. Weights are named `bridge.…`.
 *
 * @param cells - `[batch, positions, channels]`
 * @returns `[batch, positions, width]`
 */
export function composeBridge(
  builder: GraphBuilder,
  cells: Value<'float32'>,
  config: BridgeConfig,
  observe: Observe,
): Value<'float32'> {
  const { width, positions, heads, feedForward: hiddenWidth } = config;
  const projected = linear(builder, cells, 'bridge.input', { width });
  let states = add(builder, projected, builder.weight('bridge.positions', [positions, width]));
  observe('bridge.input', states);
  for (let index = 0; index < config.layers; index++) {
    const prefix = `bridge.layers.${index}`;
    const attended = selfAttention(builder, layerNorm(builder, states, `${prefix}.norm1`), `${prefix}.attention`, {
      heads,
    });
    states = add(builder, states, attended.output);
    const normalized = layerNorm(builder, states, `${prefix}.norm2`);
    states = add(builder, states, feedForward(builder, normalized, `${prefix}.feed_forward`, { hiddenWidth }));
    observe(prefix, states);
  }
  return layerNorm(builder, states, 'bridge.norm');
}
