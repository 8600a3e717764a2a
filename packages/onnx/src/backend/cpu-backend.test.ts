import { type AttentionInput, attention, attentionGradient } from '@crossattn/core';
import { describeBackendConformance } from '@crossattn/core/conformance';
import { afterAll, describe, expect, it } from 'vitest';
import { expectClose } from '../../test/support/expect-close.js';
import { booleans, random, tensor } from '../../test/support/run-graph.js';
import { createCpuBackend } from '../index.js';

const backend = createCpuBackend({ threads: 1 });
afterAll(() => backend[Symbol.asyncDispose]());

describe('cpu backend', () => {
  describeBackendConformance(backend, { describe, it });

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

  it('computes scores that do not fit into one block', async () => {
    const sizes = {
      query: random([1, 1, 3000, 2], 1),
      key: random([1, 1, 3000, 2], 2),
      value: random([1, 1, 3000, 2], 3),
    };
    await equalsReference(sizes);
    await equalsReference({ ...sizes, keyMask: keyMask(1, 3000), bias: random([1, 1, 1, 3000], 4) });
  });

  it('adds up gradients over blocks', async () => {
    const sizes = {
      query: random([1, 1, 3000, 2], 1),
      key: random([1, 1, 3000, 2], 2),
      value: random([1, 1, 3000, 2], 3),
    };
    const input = { ...sizes, outputGradient: random([1, 1, 3000, 2], 5) };
    const expected = await attentionGradient({ ...input, backend: 'reference' });
    const actual = await attentionGradient({ ...input, backend });
    for (const part of ['query', 'key', 'value'] as const) expectClose(actual[part], expected[part]);
  });

  it('keeps a gradient free of NaN that no query attends to', async () => {
    const input = { query: random([1, 1, 2, 2], 1), key: random([1, 1, 3, 2], 2), value: random([1, 1, 3, 2], 3) };
    input.value.data[2] = Number.NaN;
    const mask = booleans([1, 1, 1, 3], 1, 0, 1);
    const { key } = await attentionGradient({ ...input, mask, outputGradient: random([1, 1, 2, 2], 4), backend });
    expect([...key.data].every(Number.isFinite)).toBe(true);
  });

  it('is chosen before the reference once it is registered', async () => {
    const { describeBackends, registerBackend } = await import('@crossattn/core');
    const { cpuBackendProvider } = await import('../index.js');
    const unregister = registerBackend(cpuBackendProvider({ threads: 1 }));
    const [first] = await describeBackends();
    expect(first).toMatchObject({ name: 'cpu', chosen: true });
    unregister();
  });

  it('says at once what is wrong with its options', () => {
    expect(() => createCpuBackend({ threads: 0 })).toThrow(expect.objectContaining({ code: 'invalid-option' }));
  });
});
