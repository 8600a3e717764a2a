import { attention, attentionGradient, prepare } from '@crossattn/core';
import { afterAll, describe, expect, it } from 'vitest';
import { random, tensor } from '../../../test/support/run-graph.js';
import { createCpuBackend } from '../../index.js';

const backend = createCpuBackend({ threads: 2 });
afterAll(() => backend.dispose());

const lowest = Number.NEGATIVE_INFINITY;

/** Positive queries; one key of minus infinity, which hides a value of NaN; the last query is minus infinity, and sees nothing. */
function hidden(heads: number, queries: number, keys: number, size: number) {
  const positive = (shape: number[], seed: number) => {
    const { data } = random(shape, seed);
    return tensor('float32', shape, data.map(Math.abs));
  };
  const query = positive([1, heads, queries, size], 1);
  const key = positive([1, heads, keys, size], 2);
  const value = random([1, heads, keys, size], 3);
  query.data.fill(lowest, query.data.length - size);
  key.data.fill(lowest, 0, size);
  value.data.fill(Number.NaN, 1, 2);
  return { query, key, value };
}

describe('a key whose score is -Infinity', () => {
  // One for each graph that ONNX Runtime computes: a vector, keys first, the node, products; and the small kernel.
  it.each([
    [2, 1, 40_000],
    [2, 8, 5000],
    [2, 40, 1000],
    [3, 40, 600],
    [2, 3, 9],
  ])('reaches no result with %d heads, %d queries and %d keys', async (heads, queries, keys) => {
    const input = hidden(heads, queries, keys, 16);
    const exact = await attention({ ...input, backend: 'reference', returnWeights: true });
    expect(exact.output.data.subarray(-16).every((element) => element === 0)).toBe(true);
    const { key, value, query } = input;
    await using memory = await prepare({ key, value, backend });
    for (const { output, weights } of [
      await attention({ ...input, backend }),
      await attention({ query, memory }),
      await attention({ query, memory }),
      await attention({ query, memory, returnWeights: true }),
    ]) {
      expect(farthest(output.data, exact.output.data)).toBeLessThan(1e-5);
      if (weights) expect(farthest(weights.data, exact.weights.data)).toBeLessThan(1e-5);
    }
  });

  it('has no weight beside a score of infinity', async () => {
    const [query, key, value] = [random([1, 2, 40, 16], 1), random([1, 2, 600, 16], 2), random([1, 2, 600, 16], 3)];
    query.data[query.data.length - 1] = lowest;
    const input = { query, key, value, returnWeights: true } as const;
    const exact = await attention({ ...input, backend: 'reference' });
    const got = await attention({ ...input, backend });
    const lastRow = (data: Float32Array) => Array.from(data.subarray(-600), (weight) => (weight === 0 ? 0 : weight));
    expect(lastRow(exact.weights.data)).toContain(0);
    expect(lastRow(got.weights.data)).toEqual(lastRow(exact.weights.data));
    expect(got.output.data.subarray(-16)).toEqual(exact.output.data.subarray(-16));
  });

  it('has the gradient of the reference', async () => {
    const input = { ...hidden(2, 3, 9, 4), outputGradient: random([1, 2, 3, 4], 4) };
    const exact = await attentionGradient({ ...input, backend: 'reference' });
    const got = await attentionGradient({ ...input, backend });
    for (const name of ['query', 'key', 'value'] as const) expect(got[name].data).toEqual(exact[name].data);
  });
});

/** The largest difference; NaN where one is. */
function farthest(one: Float32Array, other: Float32Array): number {
  return one.reduce((most, element, index) => Math.max(most, Math.abs(element - (other[index] ?? Number.NaN))), 0);
}
