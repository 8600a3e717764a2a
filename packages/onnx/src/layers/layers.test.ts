import { describe, expect, it } from 'vitest';
import { expectClose } from '../../test/support/expect-close.js';
import { float32, integers, random, runGraph, tensor, typed } from '../../test/support/run-graph.js';
import {
  type Activation,
  activation,
  embedding,
  feedForward,
  GraphBuilder,
  layerNorm,
  linear,
  tiedLogits,
  weightsFromTensors,
} from '../index.js';

/** The error function by its series, to more digits than float32 has. */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n += 1) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

const activations: Record<Activation, (x: number) => number> = {
  gelu: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
  relu: (x) => Math.max(x, 0),
  relu6: (x) => Math.min(Math.max(x, 0), 6),
  silu: (x) => x * sigmoid(x),
  tanh: Math.tanh,
  sigmoid,
};

describe('activation', () => {
  const input = tensor('float32', [7], Float32Array.of(-3, -0.5, 0, 0.25, 1, 3, 5.5));

  it.each(Object.entries(activations))('computes %s', async (name, expected) => {
    const { out } = await runGraph({ feeds: { input } }, (builder, inputs) => ({
      out: activation(builder, float32(inputs.input), name as Activation),
    }));
    expectClose(out, { shape: [7], data: Array.from(input.data, expected) });
  });
});

describe('linear', () => {
  const weights = { 'a.weight': random([3, 2], 1), 'a.bias': random([2], 2), 'b.weight': random([3, 2], 3) };

  it('multiplies by [in, out] weights and adds the bias where there is one', async () => {
    const input = random([4, 5, 3], 4);
    const { a, b } = await runGraph({ weights, feeds: { input } }, (builder, inputs) => ({
      a: linear(builder, float32(inputs.input), 'a'),
      b: linear(builder, float32(inputs.input), 'b', { width: 2 }),
    }));
    const product = (weight: Float32Array, bias: ArrayLike<number>) =>
      Array.from({ length: 40 }, (_, index) => {
        const [row, column] = [Math.floor(index / 2), index % 2];
        const terms = [0, 1, 2].map((k) => (input.data[row * 3 + k] ?? 0) * (weight[k * 2 + column] ?? 0));
        return terms.reduce((sum, term) => sum + term, bias[column] ?? 0);
      });
    expectClose(a, { shape: [4, 5, 2], data: product(weights['a.weight'].data, weights['a.bias'].data) });
    expectClose(b, { shape: [4, 5, 2], data: product(weights['b.weight'].data, [0, 0]) });
  });

  it('names the weight that does not fit', () => {
    const builder = new GraphBuilder({ name: 'g', weights: weightsFromTensors(weights) });
    const input = builder.input('input', 'float32', ['batch', 4]);
    expect(() => linear(builder, input, 'a')).toThrow(
      "graph 'g', a: weight 'a.weight': expected shape [4, any], got [3, 2]",
    );
    const open = builder.input('open', 'float32', ['batch', 'width']);
    expect(() => linear(builder, open, 'a')).toThrow(/a linear layer needs a last dimension of known size/);
  });
});

it('layerNorm normalises the last axis', async () => {
  const input = random([2, 8], 5);
  const weights = { 'n.weight': random([8], 6), 'n.bias': random([8], 7) };
  const { out } = await runGraph({ weights, feeds: { input } }, (builder, inputs) => ({
    out: layerNorm(builder, float32(inputs.input), 'n', { epsilon: 1e-3 }),
  }));
  const data = [0, 1].flatMap((row) => {
    const elements = Array.from(input.data.subarray(row * 8, row * 8 + 8));
    const mean = elements.reduce((sum, x) => sum + x, 0) / 8;
    const variance = elements.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 8;
    return elements.map(
      (x, index) =>
        ((x - mean) / Math.sqrt(variance + 1e-3)) * (weights['n.weight'].data[index] ?? 0) +
        (weights['n.bias'].data[index] ?? 0),
    );
  });
  expectClose(out, { shape: [2, 8], data });
});

it('feedForward is up, activation, down', async () => {
  const weights = {
    'f.up.weight': random([3, 4], 1),
    'f.up.bias': random([4], 2),
    'f.down.weight': random([4, 3], 3),
    'f.down.bias': random([3], 4),
  };
  const { whole, parts } = await runGraph({ weights, feeds: { input: random([2, 3]) } }, (builder, inputs) => ({
    whole: feedForward(builder, float32(inputs.input), 'f', { activation: 'silu', hiddenWidth: 4 }),
    parts: linear(builder, activation(builder, linear(builder, float32(inputs.input), 'f.up'), 'silu'), 'f.down'),
  }));
  expect(whole).toEqual(parts);
});

describe('embedding and tied logits', () => {
  const weights = { table: random([5, 3], 1), bias: random([5], 2) };
  const row = (index: number) => Array.from(weights.table.data.subarray(index * 3, index * 3 + 3));

  it('looks rows up', async () => {
    const { out } = await runGraph({ weights, feeds: { ids: integers([2, 1], 4, 1) } }, (builder, inputs) => ({
      out: embedding(builder, typed(inputs.ids, 'int64'), 'table', { entries: 5, width: 3 }),
    }));
    expectClose(out, { shape: [2, 1, 3], data: [...row(4), ...row(1)] });
  });

  it('scores every entry', async () => {
    const input = random([2, 1, 3], 9);
    const { biased, plain } = await runGraph({ weights, feeds: { input } }, (builder, inputs) => ({
      biased: tiedLogits(builder, float32(inputs.input), 'table', { bias: 'bias' }),
      plain: tiedLogits(builder, float32(inputs.input), 'table'),
    }));
    const scores = (bias: ArrayLike<number>) =>
      [0, 1].flatMap((at) =>
        [0, 1, 2, 3, 4].map((entry) =>
          row(entry).reduce((sum, x, k) => sum + x * (input.data[at * 3 + k] ?? 0), bias[entry] ?? 0),
        ),
      );
    expectClose(biased, { shape: [2, 1, 5], data: scores(weights.bias.data) });
    expectClose(plain, { shape: [2, 1, 5], data: scores([]) });
  });
});
