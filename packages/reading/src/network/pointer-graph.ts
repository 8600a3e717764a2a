import {
  add,
  cast,
  type Graph,
  GraphBuilder,
  gather,
  matMul,
  multiply,
  reshape,
  slice,
  subtract,
  transpose,
  type WeightStore,
  where,
} from '@crossattn/onnx';
import type { NetworkConfig } from '../model/reader-config.js';

/** Below the score of any word. */
const unreachable = -1e9;

/**
 * Where answers begin and end in windows that were read with a question. For one thread alone: ONNX Runtime's products of
 * float32 differ in their last bits when it shares one out. Inputs:
 *
 * - `read` `[batch, length, width]` of the window graph; `segments` `[length]`, 0 = question, 1 = window
 * - `choices` `[1]`: how many starts are followed to an end
 * - `start`, `absent`, `offset`, `end`: of the question's graph
 *
 * Outputs:
 *
 * - `scores` `[batch, length]`: of each position as the first word of the answer, against 0 for "nowhere"
 * - `starts` `[batch, choices]`: the positions of a window's words that score best
 * - `ends` `[batch, choices, length]`: of each position as the last word for each of these starts, up to a constant
 */
export function composePointerGraph({ width, pointer }: NetworkConfig, weights: WeightStore): Graph {
  const builder = new GraphBuilder({ name: 'reader-pointer', weights });
  const read = builder.input('read', 'float32', ['batch', 'length', width]);
  const segments = builder.input('segments', 'int64', ['length']);
  const choices = builder.input('choices', 'int64', [1]);
  const start = builder.input('start', 'float32', [width, 1]);
  const absent = builder.input('absent', 'float32', [width, 1]);
  const offset = builder.input('offset', 'float32', [1, 1]);
  const end = builder.input('end', 'float32', [1, pointer]);

  const first = gather(builder, read, builder.constant('int64', [], BigInt64Array.of(0n)), 1);
  const every = reshape(builder, add(builder, matMul(builder, read, start), offset), ['batch', 'length']);
  const scores = subtract(builder, every, matMul(builder, first, absent));
  builder.output('scores', scores);

  const ofWords = where(builder, cast(builder, segments, 'bool'), scores, builder.scalar(unreachable));
  const [, starts] = builder.node<['float32', 'int64']>('TopK', { inputs: [ofWords, choices] }, [
    { type: 'float32', shape: ['batch', 'choices'] },
    { type: 'int64', shape: ['batch', 'choices'] },
  ]);
  builder.output('starts', starts);

  const [places] = builder.node<['int64']>('Unsqueeze', { inputs: [starts, builder.integers(-1)] }, [
    { type: 'int64', shape: ['batch', 'choices', 1] },
  ]);
  const [chosen] = builder.node<['float32']>('GatherND', { inputs: [read, places], attributes: { batch_dims: 1 } }, [
    { type: 'float32', shape: ['batch', 'choices', width] },
  ]);
  const ofStart = slice(builder, builder.weight('pointer.end_query.weight', [2 * width, pointer]), 0, width, 2 * width);
  const query = multiply(builder, add(builder, matMul(builder, chosen, ofStart), end), builder.scalar(pointer ** -0.5));
  const key = builder.weight('pointer.end_key.weight', [width, pointer]);
  const folded = matMul(builder, query, transpose(builder, key, [1, 0]));
  builder.output('ends', matMul(builder, folded, transpose(builder, read, [0, 2, 1])));
  return builder.build();
}
