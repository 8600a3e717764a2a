import type { Tensor } from '@crossattn/core';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../../test/support/expect-close.js';
import { float32, integers, random, runGraph, tensor, typed } from '../../test/support/run-graph.js';
import { embedding, GraphBuilder, linear, weightsFromTensors } from '../index.js';

const inner = 70;
const width = 33;

/** 7 bits: what the processors at hand multiply without saturation. */
const elements = Int8Array.from(random([inner, width], 3).data, (x) => Math.round(x * 63));
const weights = {
  'a.weight': tensor('int8', [inner, width], elements),
  'a.weight_scale': tensor('float32', [width], random([width], 4).data.map(Math.abs)),
  'a.bias': random([width], 5),
};

const compute = async (input: Tensor<'float32'>) => {
  const { out } = await runGraph({ weights, feeds: { input } }, (builder, inputs) => ({
    out: linear(builder, float32(inputs.input), 'a'),
  }));
  return typedData(out);
};

function typedData(out: Tensor | undefined): Float32Array {
  if (out?.data instanceof Float32Array) return out.data;
  throw new Error('expected float32');
}

/** The same in float64, the input rounded as the docstring says. */
function expected({ data, shape }: Tensor<'float32'>): Tensor<'float32'> {
  const rows = data.length / inner;
  const result = new Float32Array(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const own = data.subarray(row * inner, (row + 1) * inner);
    const scale = Math.max(...own.map(Math.abs)) / 127;
    for (let column = 0; column < width; column += 1) {
      let sum = 0;
      for (let at = 0; at < inner; at += 1)
        sum += Math.round((own[at] ?? 0) / (scale || 1)) * (elements[at * width + column] ?? 0);
      const factor = scale * (weights['a.weight_scale'].data[column] ?? 0);
      result[row * width + column] = sum * factor + (weights['a.bias'].data[column] ?? 0);
    }
  }
  return tensor('float32', [...shape.slice(0, -1), width], result);
}

describe('linear with an int8 weight', () => {
  it('multiplies integers, each row with a scale of its own', async () => {
    const input = random([3, 4, inner], 1);
    input.data.subarray(0, inner).forEach((x, at) => {
      input.data[at] = x * 1000;
    });
    input.data.fill(0, inner, 2 * inner);
    const out = await compute(input);
    expectClose(tensor('float32', [3, 4, width], out), expected(input));
    expect([...out.subarray(width, 2 * width)]).toEqual([...weights['a.bias'].data]);
  });

  it('does not saturate at the largest elements', async () => {
    elements.fill(63, 0, 2 * width);
    const input = tensor(
      'float32',
      [2, inner],
      Float32Array.from({ length: 2 * inner }, (_, at) => (at < inner ? 1 : -1)),
    );
    expectClose(tensor('float32', [2, width], await compute(input)), expected(input));
  });

  it('gives a row to the last bit what it gives it alone', async () => {
    const input = random([40, inner], 2);
    const together = await compute(input);
    for (const row of [0, 7, 39]) {
      const alone = tensor('float32', [1, inner], input.data.subarray(row * inner, (row + 1) * inner));
      expect([...(await compute(alone))]).toEqual([...together.subarray(row * width, (row + 1) * width)]);
    }
  });

  it('needs a scale for every column', () => {
    const { 'a.weight_scale': _, ...without } = weights;
    for (const [store, code] of [
      [without, 'missing-weight'],
      [{ ...weights, 'a.weight_scale': random([inner], 1) }, 'shape-mismatch'],
    ] as const) {
      const builder = new GraphBuilder({ name: 'g', weights: weightsFromTensors(store) });
      const input = builder.input('x', 'float32', ['rows', inner]);
      expect(() => linear(builder, input, 'a')).toThrow(expect.objectContaining({ code }));
      expect(() => linear(builder, input, 'a', { width: 5 })).toThrow(
        "graph 'g', a: weight 'a.weight': expected shape [70, 5], got [70, 33]",
      );
    }
  });
});

it('embedding with an int8 table widens the rows that are picked', async () => {
  const table = {
    table: tensor('int8', [3, 2], Int8Array.of(1, -2, 63, -63, 0, 10)),
    table_scale: tensor('float32', [3], Float32Array.of(0.5, 2, 0.25)),
  };
  const feeds = { indices: integers([1, 2, 2], 2, 1, 1, 0) };
  const { out } = await runGraph({ weights: table, feeds }, (builder, inputs) => ({
    out: embedding(builder, typed(inputs.indices, 'int64'), 'table', { entries: 3, width: 2 }),
  }));
  expectClose(out, { shape: [1, 2, 2, 2], data: [0, 2.5, 126, -126, 126, -126, 0.5, -1] });
});
