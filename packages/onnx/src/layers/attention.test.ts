import { attention, type Tensor } from '@crossattn/core';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../../test/support/expect-close.js';
import { booleans, float32, random, runGraph, tensor, typed } from '../../test/support/run-graph.js';
import {
  crossAttention,
  GraphBuilder,
  projectMemory,
  reshape,
  scaledAttention,
  selfAttention,
  weightsFromTensors,
} from '../index.js';

const width = 8;
const heads = 2;

function projections(prefix: string): Record<string, Tensor> {
  return Object.fromEntries(
    ['query', 'key', 'value', 'output'].flatMap((name, index) => [
      [`${prefix}.${name}.weight`, random([width, width], 10 + index)],
      [`${prefix}.${name}.bias`, random([width], 20 + index)],
    ]),
  );
}

describe('scaledAttention', () => {
  const query = random([2, heads, 3, 4], 1);
  const keys = random([2, heads, 5, 4], 2);
  const values = random([2, heads, 5, 6], 3);

  it('equals the reference, with its weights', async () => {
    const mask = booleans([2, 1, 1, 5], 1, 0, 1, 1, 0, 0, 0, 0, 1, 1);
    const results = await runGraph({ feeds: { query, keys, values, mask } }, (builder, inputs) => {
      const [q, k, v] = [float32(inputs.query), float32(inputs.keys), float32(inputs.values)];
      const open = scaledAttention(builder, q, k, v);
      const masked = scaledAttention(builder, q, k, v, typed(inputs.mask, 'bool'));
      return { open: open.output, openWeights: open.weights, masked: masked.output, maskedWeights: masked.weights };
    });
    const call = { query, key: keys, value: values, returnWeights: true, backend: 'reference' };
    const open = await attention(call);
    expectClose(results.open, open.output);
    expectClose(results.openWeights, open.weights ?? open.output);
    const masked = await attention({ ...call, mask });
    expectClose(results.masked, masked.output);
    expectClose(results.maskedWeights, masked.weights ?? masked.output);
  });

  it('gives zeros where nothing may be attended to', async () => {
    const mask = booleans([2, 1, 1, 5], 1, 1, 1, 1, 1, 0, 0, 0, 0, 0);
    const { output } = await runGraph({ feeds: { query, keys, values, mask } }, (builder, inputs) => ({
      output: scaledAttention(
        builder,
        float32(inputs.query),
        float32(inputs.keys),
        float32(inputs.values),
        typed(inputs.mask, 'bool'),
      ).output,
    }));
    const second = (output?.data ?? []).slice(heads * 3 * 6);
    expect([...second].every((element) => element === 0)).toBe(true);
  });
});

describe('selfAttention', () => {
  const weights = projections('s');
  const input = random([2, 4, width], 1);
  const causal = booleans([1, 1, 4, 4], 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1);

  /** The whole sequence at once, and the keys and values that it makes. */
  const whole = () =>
    runGraph({ weights, feeds: { input, causal } }, (builder, inputs) => ({
      ...selfAttention(builder, float32(inputs.input), 's', { heads, mask: typed(inputs.causal, 'bool') }),
    }));

  it('gives the same one token at a time over the rows that earlier calls returned', async () => {
    const expected = await whole();
    for (let position = 0; position < 4; position += 1) {
      const feeds = {
        token: window(input, 1, position, 1),
        pastKeys: window(float(expected.keys), 2, 0, position),
        pastValues: window(float(expected.values), 2, 0, position),
      };
      const step = await runGraph({ weights, feeds }, (builder, inputs) => ({
        ...selfAttention(builder, float32(inputs.token), 's', {
          heads,
          past: { keys: float32(inputs.pastKeys), values: float32(inputs.pastValues) },
        }),
      }));
      expectClose(step.output, window(float(expected.output), 1, position, 1));
      expectClose(step.keys, window(float(expected.keys), 2, position, 1));
      expectClose(step.values, window(float(expected.values), 2, position, 1));
    }
  });

  it('looks past rows of a fixed buffer that are not written yet, a mask for each sequence', async () => {
    const expected = await whole();
    const feeds = {
      token: window(input, 1, 3, 1),
      pastKeys: grown(window(float(expected.keys), 2, 0, 3), 2, 5),
      pastValues: grown(window(float(expected.values), 2, 0, 3), 2, 5),
      mask: booleans([2, 1, 1, 6], 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1),
    };
    const step = await runGraph({ weights, feeds }, (builder, inputs) => ({
      output: selfAttention(builder, float32(inputs.token), 's', {
        heads,
        past: { keys: float32(inputs.pastKeys), values: float32(inputs.pastValues) },
        mask: typed(inputs.mask, 'bool'),
      }).output,
    }));
    expectClose(step.output, window(float(expected.output), 1, 3, 1));
  });

  it('refuses widths that do not divide into heads', () => {
    const builder = new GraphBuilder({ name: 'g', weights: weightsFromTensors(weights) });
    const value = builder.input('x', 'float32', ['batch', 1, width]);
    expect(() => selfAttention(builder, value, 's', { heads: 3 })).toThrow(
      "graph 'g', s.query: expected [batch, length, width] with a width that divides into 3 heads",
    );
  });
});

describe('crossAttention', () => {
  const weights = projections('x');
  const states = random([2, 5, width], 1);
  const input = random([2, 3, width], 2);
  const mask = booleans([2, 1, 1, 5], 1, 1, 0, 1, 0, 1, 1, 1, 1, 1);

  const compose = (feeds: Record<string, Tensor>) =>
    runGraph({ weights, feeds }, (builder, inputs) => {
      const memory = projectMemory(builder, float32(inputs.states), 'x', { heads });
      return {
        ...crossAttention(builder, float32(inputs.input), memory, 'x', { mask: typed(inputs.mask, 'bool') }),
        ...memory,
      };
    });

  it('equals the reference between its projections', async () => {
    const { keys, values, weights: map } = await compose({ states, input, mask });
    // A projection of keys with the weights of the query is the projection of the query.
    const query = await runGraph(
      { weights: renamed(weights, 'x.query', 'x.key'), feeds: { input } },
      (builder, inputs) => ({ ...projectMemory(builder, float32(inputs.input), 'x', { heads }) }),
    );
    const expected = await attention({
      query: float(query.keys),
      key: float(keys),
      value: float(values),
      mask,
      returnWeights: true,
      backend: 'reference',
    });
    expectClose(map, expected.weights ?? expected.output);
  });

  it('gives folded rows what each gets over a copy of the memory', async () => {
    const folded = await compose({ states, input, mask });
    const order = [0, 0, 0, 1, 1, 1];
    const expanded = await compose({
      states: picked(states, order),
      input: tensor('float32', [6, 1, width], input.data),
      mask: tensor(
        'bool',
        [6, 1, 1, 5],
        Uint8Array.from(order.flatMap((at) => Array.from(mask.data.subarray(at * 5, at * 5 + 5)))),
      ),
    });
    expectClose(folded.output, { shape: [2, 3, width], data: float(expanded.output).data });
  });

  it('changes when the memory changes', async () => {
    const one = await compose({ states, input, mask });
    const other = await compose({ states: picked(states, [1, 0]), input, mask });
    expect(one.output).not.toEqual(other.output);
  });
});

it('reshapes a padding mask for both', async () => {
  const padding = booleans([2, 5], 1, 1, 0, 1, 0, 1, 1, 1, 1, 1);
  const { mask } = await runGraph({ feeds: { padding } }, (builder, inputs) => ({
    mask: reshape(builder, typed(inputs.padding, 'bool'), [2, 1, 1, 5]),
  }));
  expect(mask?.data).toEqual(padding.data);
});

/** The weights with those of one projection in the place of another's. */
function renamed(weights: Record<string, Tensor>, from: string, to: string): Record<string, Tensor> {
  const entries = Object.entries(weights).filter(([name]) => name.startsWith(from));
  return { ...weights, ...Object.fromEntries(entries.map(([name, value]) => [name.replace(from, to), value])) };
}

function float(value: Tensor | undefined): Tensor<'float32'> {
  if (value?.type !== 'float32') throw new Error('expected float32');
  return value as Tensor<'float32'>;
}

/** `count` entries of an axis from `start`. */
function window(value: Tensor<'float32'>, axis: number, start: number, count: number): Tensor<'float32'> {
  const size = value.shape[axis] ?? 0;
  const inner = value.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const data = value.data.filter((_, index) => {
    const at = Math.floor(index / inner) % size;
    return at >= start && at < start + count;
  });
  return tensor(
    'float32',
    value.shape.map((each, index) => (index === axis ? count : each)),
    data,
  );
}

/** The same with an axis grown to `size`, filled with numbers that would be seen if they were attended to. */
function grown(value: Tensor<'float32'>, axis: number, size: number): Tensor<'float32'> {
  const old = value.shape[axis] ?? 0;
  const inner = value.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const shape = value.shape.map((each, index) => (index === axis ? size : each));
  const data = new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(77);
  for (let outer = 0; outer * old * inner < value.data.length; outer += 1)
    data.set(value.data.subarray(outer * old * inner, (outer + 1) * old * inner), outer * size * inner);
  return tensor('float32', shape, data);
}

/** Entries of the first axis in another order. */
function picked(value: Tensor<'float32'>, order: readonly number[]): Tensor<'float32'> {
  const inner = value.shape.slice(1).reduce((a, b) => a * b, 1);
  const data = Float32Array.from(order.flatMap((at) => Array.from(value.data.subarray(at * inner, (at + 1) * inner))));
  return tensor('float32', [order.length, ...value.shape.slice(1)], data);
}
