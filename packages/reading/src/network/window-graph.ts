import { add, embedding, type Graph, GraphBuilder, layerNorm, type WeightStore } from '@crossattn/onnx';
import type { NetworkConfig } from '../model/reader-config.js';
import { encoderLayer, normEpsilon } from './encoder-layer.js';

/**
 * Windows of one length read together with a question. Each row is the question with its special tokens, then the
 * words of a window. Inputs:
 *
 * - `states` `[batch, length, width]`; `segments` `[length]`, 0 = question, 1 = window; `matches` `[batch, length]`,
 *   1 = the same word piece is on the other side
 *
 * Output `read` `[batch, length, width]`: the states after the question has come in.
 */
export function composeWindowGraph(config: NetworkConfig, weights: WeightStore): Graph {
  const { width, layers } = config;
  const builder = new GraphBuilder({ name: 'reader-windows', weights });
  const states = builder.input('states', 'float32', ['batch', 'length', width]);
  const segments = builder.input('segments', 'int64', ['length']);
  const matches = builder.input('matches', 'int64', ['batch', 'length']);

  const sides = embedding(builder, segments, 'segment.weight', { entries: 2, width });
  const marks = embedding(builder, matches, 'match.weight', { entries: 2, width });
  let read = layerNorm(builder, add(builder, states, add(builder, marks, sides)), 'norm', { epsilon: normEpsilon });
  for (let index = 0; index < layers; index += 1) {
    read = builder.scope(`layers.${index}`, () => encoderLayer(builder, read, `layers.${index}`, config));
  }
  builder.output('read', read);
  return builder.build();
}
