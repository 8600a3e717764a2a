import { type AttentionInput, attention, attentionGradient, prepare } from '@crossattn/core';
import { describeBackendConformance } from '@crossattn/core/conformance';
import { afterAll, describe, expect, it } from 'vitest';
import { expectClose } from '../../../test/support/expect-close.js';
import { booleans, random, tensor } from '../../../test/support/run-graph.js';
import { createCpuBackend } from '../../index.js';

const backend = createCpuBackend({ threads: 1 });
afterAll(() => backend.dispose());

describe('cpu backend', () => {
  const disposable = () => createCpuBackend({ threads: 1 });
  describeBackendConformance(backend, { describe, it }, { disposable });

  const equalsReference = async (input: AttentionInput<'float32'>) => {
    const expected = await attention({ ...input, backend: 'reference' });
    const actual = await attention({ ...input, backend });
    expectClose(actual.output, expected.output);
    if (expected.weights) expectClose(actual.weights, expected.weights);
  };
  const keyMask = (...shape: [number, number]) =>
    tensor(
      'bool',
      shape,
      Uint8Array.from({ length: shape[0] * shape[1] }, (_, index) => Number(index % 7 !== 3)),
    );

  it('computes few queries over many keys, which go through a graph of their own', async () => {
    const input = {
      query: random([2, 4, 3, 8], 1),
      key: random([1, 2, 2100, 8], 2),
      value: random([1, 2, 2100, 5], 3),
      rows: 2,
    };
    await equalsReference({ ...input, returnWeights: true });
    await equalsReference({ ...input, keyMask: keyMask(1, 2100), softcap: 2 });
  });

  describe('a call that one run computes', () => {
    const memory = { key: random([2, 2, 300, 16], 2), value: random([2, 2, 300, 8], 3) };
    const queries = (heads: number, length: number) =>
      Array.from({ length: 4 }, (_, index) => random([2, heads, length, 16], 10 + index));
    // The node Attention, also with grouped heads; products; a memory that lost its masked keys.
    const cases = [
      { name: 'node', heads: 2, length: 100, options: {}, padding: {} },
      { name: 'grouped heads', heads: 4, length: 40, options: {}, padding: {} },
      { name: 'products', heads: 2, length: 100, options: { scale: 0.3, softcap: 3 }, padding: {} },
      { name: 'masked keys', heads: 2, length: 100, options: { scale: 0.3 }, padding: { keyMask: keyMask(2, 300) } },
    ];

    it.each(cases)('is right again and again, also where calls overlap: $name', async (one) => {
      await using prepared = await prepare({ ...memory, ...one.padding, backend });
      const ask = (query: AttentionInput<'float32'>['query']) => attention({ query, memory: prepared, ...one.options });
      for (let round = 0; round < 2; round += 1) {
        const asked = queries(one.heads, one.length);
        const answers = await Promise.all(asked.map(ask));
        for (const [index, query] of asked.entries()) {
          const input = { ...memory, ...one.padding, ...one.options, query };
          expectClose(answers[index]?.output, (await attention({ ...input, backend: 'reference' })).output);
        }
      }
    });

    it('hands out shapes that a caller may change', async () => {
      await using prepared = await prepare({ ...memory, backend });
      const [query = random([2, 2, 100, 16], 1)] = queries(2, 100);
      for (let call = 0; call < 3; call += 1) {
        const { output } = await attention({ query, memory: prepared });
        expect(output.shape).toEqual([2, 2, 100, 8]);
        (output.shape as number[]).fill(0);
      }
    });
  });

  // Scores of 74 MB: more than a block. Its parts fit.
  const large = {
    query: random([1, 2, 4300, 2], 1),
    key: random([1, 2, 4300, 2], 2),
    value: random([1, 2, 4300, 2], 3),
  };
  const rowsOf = (
    { shape, data }: { readonly shape: readonly number[]; readonly data: Float32Array },
    from: number,
    to: number,
  ) => {
    const [, heads = 0, rows = 0, width = 0] = shape;
    const part = new Float32Array(heads * (to - from) * width);
    for (let head = 0; head < heads; head += 1)
      part.set(data.subarray((head * rows + from) * width, (head * rows + to) * width), head * (to - from) * width);
    return tensor('float32', [1, heads, to - from, width], part);
  };

  it('computes scores that do not fit into one block', async () => {
    const options = [{}, { keyMask: keyMask(1, 4300), bias: random([1, 1, 1, 4300], 4) }];
    for (const option of options) {
      const { output } = await attention({ ...large, ...option, backend });
      for (const [from, to] of [
        [0, 2],
        [2149, 2151],
        [4298, 4300],
      ] as const) {
        const few = { ...large, ...option, query: rowsOf(large.query, from, to), backend: 'reference' };
        expectClose(rowsOf(output, from, to), (await attention(few)).output);
      }
    }
  });

  it('adds up gradients over blocks', async () => {
    const outputGradient = random([1, 2, 4300, 2], 5);
    const whole = await attentionGradient({ ...large, outputGradient, backend });
    const parts = await Promise.all(
      [[0, 1000] as const, [1000, 4300] as const].map(([from, to]) =>
        attentionGradient({
          ...large,
          query: rowsOf(large.query, from, to),
          outputGradient: rowsOf(outputGradient, from, to),
          backend,
        }),
      ),
    );
    for (const part of ['key', 'value'] as const) {
      const sum = parts
        .map((gradient) => gradient[part].data)
        .reduce((one, other) => one.map((x, i) => x + (other[i] ?? 0)));
      expectClose(whole[part], tensor('float32', whole[part].shape, sum));
    }
    expectClose(rowsOf(whole.query, 1000, 4300), parts[1]?.query);
  });

  it('keeps a gradient free of NaN that no query attends to', async () => {
    const input = { query: random([1, 1, 2, 2], 1), key: random([1, 1, 3, 2], 2), value: random([1, 1, 3, 2], 3) };
    input.value.data[2] = Number.NaN;
    const mask = booleans([1, 1, 1, 3], 1, 0, 1);
    const { key } = await attentionGradient({ ...input, mask, outputGradient: random([1, 1, 2, 2], 4), backend });
    expect([...key.data].every(Number.isFinite)).toBe(true);
  });

  it('gives gradients of 0 where values have no size, and nothing that was left in memory by another call', async () => {
    const [query, key] = [random([1, 2, 40, 32], 1), random([1, 2, 60, 32], 2)];
    for (const size of [32, 0]) {
      const [value, outputGradient] = [random([1, 2, 60, size], 3), random([1, 2, 40, size], 4)];
      const gradient = await attentionGradient({ query, key, value, outputGradient, backend });
      expect(gradient.value.data).toHaveLength(2 * 60 * size);
      expect([...gradient.query.data, ...gradient.key.data].every((each) => each === 0)).toBe(size === 0);
    }
  });

  it('is chosen before the reference once it is registered', async () => {
    const { describeBackends, registerBackend } = await import('@crossattn/core');
    const { cpuBackendProvider } = await import('../../index.js');
    const unregister = registerBackend(cpuBackendProvider({ threads: 1 }));
    const [first] = await describeBackends();
    expect(first).toMatchObject({ name: 'cpu', chosen: true });
    unregister();
  });

  it.each([
    ['threads: expected a whole number from 1 to 1024, got 0', { threads: 0 }],
    ['got "2"', { threads: '2' }],
    ['options: unknown option "thread"; known is threads', { thread: 2 }],
    ['options: expected an object, got null', null],
  ])('says at once what is wrong with its options, also as a provider: %s', async (message, options) => {
    const { cpuBackendProvider } = await import('../../index.js');
    const refusal = expect.objectContaining({ code: 'invalid-option', message: expect.stringContaining(message) });
    expect(() => createCpuBackend(options as never)).toThrow(refusal);
    expect(() => cpuBackendProvider(options as never)).toThrow(refusal);
  });
});
