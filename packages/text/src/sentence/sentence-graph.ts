import { cast, type Graph, GraphBuilder, matMul, reshape, type WeightStore } from '@crossattn/onnx';
import type { BertConfig } from '../bert/bert-config.js';
import { composeBert } from '../bert/compose-bert.js';

/**
 * A BERT encoder with two outputs, of which a run computes what it fetches: `states` `[batch, length, width]`, and
 * `embedding` `[batch, width]`, the mean of the states of all tokens at length 1 (Reimers and Gurevych, 2019).
 */
export function composeSentenceEncoder(config: BertConfig, weights: WeightStore): Graph {
  const builder = new GraphBuilder({ name: 'sentence-encoder', weights });
  const ids = builder.input('ids', 'int64', ['batch', 'length']);
  const positions = builder.input('positions', 'int64', ['length']);
  const mask = builder.input('mask', 'bool', ['batch', 1, 1, 'length']);
  const states = composeBert(builder, { ids, positions, mask }, config);
  builder.output('states', states);
  builder.scope('pooling', () => {
    const weight = reshape(builder, cast(builder, mask, 'float32'), ['batch', 1, 'length']);
    // The length of the sum does not matter: the result has length 1.
    const sum = reshape(builder, matMul(builder, weight, states), ['batch', config.width]);
    const attributes = { axis: -1, p: 2 };
    const [unit] = builder.node<['float32']>('LpNormalization', { inputs: [sum], attributes }, [
      { type: 'float32', shape: ['batch', config.width] },
    ]);
    builder.output('embedding', unit);
  });
  return builder.build();
}
