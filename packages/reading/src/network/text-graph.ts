import { type Graph, GraphBuilder, type WeightStore } from '@crossattn/onnx';
import { composeBertEmbeddings } from '@crossattn/text';
import type { NetworkConfig } from '../model/reader-config.js';
import { encoderLayer, normEpsilon } from './encoder-layer.js';

/**
 * A text that is read by itself, a question or a window of a passage: `ids` `[1, length]` with its special tokens and
 * `positions` `[length]` -> `states` `[1, length, width]`. Questions and passages meet in the layers above alone, so that
 * what was read of a passage serves any question (Cao et al., DeFormer, 2020).
 */
export function composeTextGraph(config: NetworkConfig, weights: WeightStore): Graph {
  const builder = new GraphBuilder({ name: 'reader-text', weights });
  const ids = builder.input('ids', 'int64', [1, 'length']);
  const positions = builder.input('positions', 'int64', ['length']);
  let states = composeBertEmbeddings(builder, ids, positions, { width: config.width, normEpsilon });
  for (let index = 0; index < config.separateLayers; index += 1) {
    states = builder.scope(`separate.${index}`, () => encoderLayer(builder, states, `separate.${index}`, config));
  }
  builder.output('states', states);
  return builder.build();
}
