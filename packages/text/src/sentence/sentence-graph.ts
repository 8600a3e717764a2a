import { cast, type Graph, GraphBuilder, matMul, reshape, type WeightStore } from '@crossattn/onnx';
import type { BertConfig } from '../bert/bert-config.js';
import { composeBertEmbeddings, composeBertLayers } from '../bert/compose-bert.js';

/** How the two graphs of a sentence encoder are cut. */
export interface SentenceGraphOptions {
  /** Layers of the lower graph; the upper one has the others. */
  readonly stateLayers: number;
  /** Whether the graphs take a mask; without it every position is a token. */
  readonly masked: boolean;
}

/**
 * The lower layers of a BERT encoder: `ids` `[batch, length]`, `positions` `[length]` and `mask` `[batch, 1, 1, length]` ->
 * `states` `[batch, length, width]`.
 */
export function composeLowerLayers(config: BertConfig, weights: WeightStore, options: SentenceGraphOptions): Graph {
  const builder = new GraphBuilder({ name: 'sentence-encoder-lower', weights });
  const ids = builder.input('ids', 'int64', ['batch', 'length']);
  const positions = builder.input('positions', 'int64', ['length']);
  const mask = maskOf(builder, options);
  const embedded = composeBertEmbeddings(builder, ids, positions, config);
  const range = { first: 0, end: options.stateLayers };
  builder.output('states', composeBertLayers(builder, embedded, mask, config, range));
  return builder.build();
}

/**
 * The other layers and the pooling: `states` `[batch, length, width]` of the lower layers and `mask`
 * `[batch, 1, 1, length]` -> `embedding` `[batch, width]`, the mean of the last states of all tokens at length 1 (Reimers
 * and Gurevych, 2019).
 */
export function composeUpperLayers(config: BertConfig, weights: WeightStore, options: SentenceGraphOptions): Graph {
  const { width } = config;
  const builder = new GraphBuilder({ name: 'sentence-encoder-upper', weights });
  const lower = builder.input('states', 'float32', ['batch', 'length', width]);
  const mask = maskOf(builder, options);
  const range = { first: options.stateLayers, end: config.layers };
  const states = composeBertLayers(builder, lower, mask, config, range);
  builder.scope('pooling', () => {
    // The length of the sum does not matter: the result has length 1.
    const sum =
      mask === undefined
        ? builder.node<['float32']>(
            'ReduceSum',
            { inputs: [states, builder.integers(1)], attributes: { keepdims: 0 } },
            [{ type: 'float32', shape: ['batch', width] }],
          )[0]
        : reshape(
            builder,
            matMul(builder, reshape(builder, cast(builder, mask, 'float32'), ['batch', 1, 'length']), states),
            ['batch', width],
          );
    const attributes = { axis: -1, p: 2 };
    const [unit] = builder.node<['float32']>('LpNormalization', { inputs: [sum], attributes }, [
      { type: 'float32', shape: ['batch', width] },
    ]);
    builder.output('embedding', unit);
  });
  return builder.build();
}

function maskOf(builder: GraphBuilder, { masked }: SentenceGraphOptions) {
  return masked ? builder.input('mask', 'bool', ['batch', 1, 1, 'length']) : undefined;
}
