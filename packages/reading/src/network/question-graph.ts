import {
  add,
  type Graph,
  GraphBuilder,
  linear,
  matMul,
  multiply,
  reshape,
  slice,
  softmax,
  subtract,
  transpose,
  type WeightStore,
} from '@crossattn/onnx';
import type { NetworkConfig } from '../model/reader-config.js';

/**
 * What the pointer asks of every word, from a question's `states` `[1, length, width]`: a linear key and a query make a
 * score that is linear in the word's state, so the key's weights are multiplied into the query once a question.
 *
 * - `start` `[width, 1]`: gives a word its score as the first of the answer
 * - `absent` `[width, 1]`: gives a window the score that is taken off those of its words
 * - `offset` `[1, 1]`: added to all scores
 * - `end` `[1, pointer]`: the question's part of the query for the last word
 */
export function composeQuestionGraph({ width, pointer }: NetworkConfig, weights: WeightStore): Graph {
  const builder = new GraphBuilder({ name: 'reader-question', weights });
  const states = builder.input('states', 'float32', [1, 'length', width]);
  const importance = softmax(builder, linear(builder, states, 'pointer.importance', { width: 1 }), 1);
  const mean = matMul(builder, reshape(builder, importance, [1, 1, 'length']), states);
  const question = reshape(builder, mean, [1, width]);
  const query = multiply(
    builder,
    linear(builder, question, 'pointer.start_query', { width: pointer }),
    builder.scalar(pointer ** -0.5),
  );
  const column = transpose(builder, query, [1, 0]);
  const weight = (key: string) => builder.weight(`pointer.${key}.weight`, [width, pointer]);
  const bias = (key: string) => builder.weight(`pointer.${key}.bias`, [pointer]);
  builder.output('start', matMul(builder, weight('start_key'), column));
  builder.output('absent', matMul(builder, weight('absent_key'), column));
  const biases = subtract(builder, bias('start_key'), bias('absent_key'));
  builder.output('offset', matMul(builder, reshape(builder, biases, [1, pointer]), column));
  const ofQuestion = slice(builder, builder.weight('pointer.end_query.weight', [2 * width, pointer]), 0, 0, width);
  builder.output('end', add(builder, matMul(builder, question, ofQuestion), bias('end_query')));
  return builder.build();
}
