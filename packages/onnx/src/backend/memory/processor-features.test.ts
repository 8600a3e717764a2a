import { type AttentionInput, attention } from '@crossattn/core';
import { afterAll, describe, expect, it } from 'vitest';
import { expectClose } from '../../../test/support/expect-close.js';
import { random } from '../../../test/support/run-graph.js';
import { createCpuBackend } from '../cpu/cpu-backend.js';
import { processorFeatures } from './processor-features.js';

const work = {
  type: 'float32',
  bias: false,
  softcap: false,
  blocks: 12,
  headSize: 64,
  scale: 1 / 8,
  length: 32,
  keys: 577,
  multiplications: 28_400_000,
} as const;
const oneNode = { oneNode: true, keysFirst: false, scaledFor: 64, small: false };

describe('what computes a tile', () => {
  it.each([
    ['one node', {}, oneNode],
    ['products beside a bias', { bias: true }, { ...oneNode, oneNode: false }],
    ['products beside a softcap', { softcap: true }, { ...oneNode, oneNode: false }],
    ['products in float64', { type: 'float64' }, { ...oneNode, oneNode: false, scaledFor: undefined }],
    ['products with a scale of its own', { scale: 1 }, { ...oneNode, oneNode: false, scaledFor: undefined }],
    ['one node for as many heads as threads', { blocks: 2 }, oneNode],
    ['products for fewer heads than threads', { blocks: 1 }, { ...oneNode, oneNode: false }],
    ['products for heads that two threads cannot share evenly', { blocks: 3 }, { ...oneNode, oneNode: false }],
    ['keys first for few queries', { keys: 2048 }, { ...oneNode, oneNode: false, keysFirst: true }],
    ['one node for more queries', { keys: 2048, length: 33 }, oneNode],
    ['a vector and a matrix', { length: 1 }, { oneNode: false, keysFirst: false, scaledFor: undefined, small: false }],
    [
      'the same over many keys',
      { length: 1, keys: 25_000 },
      { oneNode: false, keysFirst: false, scaledFor: undefined },
    ],
    ['keys first in float64', { type: 'float64', length: 1, keys: 25_000 }, { oneNode: false, keysFirst: true }],
  ] as const)('is %s', (_, change, expected) => {
    expect(processorFeatures({ ...work, ...change }, 2)).toMatchObject(expected);
  });
});

describe('whatever computes it, the result is that of the reference', () => {
  const backend = createCpuBackend({ threads: 2 });
  afterAll(() => backend.dispose());

  // All have more multiplications than are left to the kernel of WebAssembly.
  const of = (query: number[], key: number[], valueWidth: number) => ({
    query: random(query, 1),
    key: random(key, 2),
    value: random([...key.slice(0, 3), valueWidth], 3),
  });
  const nodes = of([2, 4, 70, 64], [2, 4, 90, 64], 40);
  const grouped = { ...of([4, 4, 33, 64], [2, 2, 150, 64], 64), rows: 2 };
  const single = of([2, 3, 1, 64], [2, 3, 5000, 64], 24);

  it.each<[string, AttentionInput<'float32'>]>([
    ['one node', nodes],
    ['one node, rows and grouped heads', grouped],
    ['one node, of which weights are asked', { ...nodes, returnWeights: true }],
    ['products, a bias', { ...nodes, bias: random([1, 4, 70, 90], 4) }],
    ['a vector and a matrix', single],
    [
      'a vector and a matrix, with all options',
      { ...single, bias: random([5000], 4), softcap: 2, returnWeights: true },
    ],
  ])('%s', async (_, input) => {
    const expected = await attention({ ...input, backend: 'reference' });
    const actual = await attention({ ...input, backend });
    expectClose(actual.output, expected.output);
    if (expected.weights) expectClose(actual.weights, expected.weights);
  });

  it.each([
    ['one node', nodes],
    ['a vector and a matrix', single],
  ])('a number that is not finite stays in its row: %s', async (_, input) => {
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const query = { ...input.query, data: input.query.data.slice() };
      query.data[3] = number;
      const { output } = await attention({ ...input, query, backend });
      expectClose(output, (await attention({ ...input, query, backend: 'reference' })).output);
    }
  });
});
