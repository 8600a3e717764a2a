import type { TextConfig } from '@crossattn/checkpoint';
import {
  add,
  embedding,
  feedForward,
  type Graph,
  GraphBuilder,
  layerNorm,
  selfAttention,
  type WeightStore,
} from '@crossattn/onnx';

/**
 * The text encoder of a checkpoint: embeddings and learned positions, pre-norm transformer layers that look in both
 * directions, a final layer normalisation. Weights are named `text.…`.
 *
 * @returns the graph `ids` `[batch, length]`, `positions` `[length]`, `mask` `[batch, 1, 1, length]` -> `states`
 * `[batch, length, width]`
 */
export function composeTextEncoder(config: TextConfig, vocabularySize: number, weights: WeightStore): Graph {
  const { width, heads, layers, maxLength, feedForward: hiddenWidth } = config;
  const builder = new GraphBuilder({ name: 'text-encoder', weights });
  const ids = builder.input('ids', 'int64', ['batch', 'length']);
  const positions = builder.input('positions', 'int64', ['length']);
  const mask = builder.input('mask', 'bool', ['batch', 1, 1, 'length']);
  let states = add(
    builder,
    embedding(builder, ids, 'text.embedding', { entries: vocabularySize, width }),
    embedding(builder, positions, 'text.positions', { entries: maxLength, width }),
  );
  for (let index = 0; index < layers; index++) {
    const prefix = `text.layers.${index}`;
    const normalized = layerNorm(builder, states, `${prefix}.norm1`);
    const { output } = selfAttention(builder, normalized, `${prefix}.attention`, { heads, mask });
    states = add(builder, states, output);
    const normalizedAgain = layerNorm(builder, states, `${prefix}.norm2`);
    states = add(builder, states, feedForward(builder, normalizedAgain, `${prefix}.feed_forward`, { hiddenWidth }));
  }
  builder.output('states', layerNorm(builder, states, 'text.norm'));
  return builder.build();
}
