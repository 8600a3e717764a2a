import { createReferenceBackend, type Tensor } from '@crossattn/core';
import { describe, expect, it } from 'vitest';
import type { AttentionNodeAttributes } from './attention-node-attributes.js';
import { fromBfloat16, toBfloat16 } from './bfloat16.js';
import { runAttentionNode } from './run-attention-node.js';

const float = (shape: number[], values: number[]) =>
  ({ type: 'float32', shape, data: Float32Array.from(values) }) as Tensor<'float32'>;
const plain = {
  window: { before: Number.POSITIVE_INFINITY, after: Number.POSITIVE_INFINITY },
  queryHeads: undefined,
  keyHeads: undefined,
  scale: undefined,
  softcap: 0,
  scoreOutput: 0,
} satisfies AttentionNodeAttributes;
const causal = { before: Number.POSITIVE_INFINITY, after: 0 };
const run = (inputs: (Tensor | undefined)[], attributes: Partial<AttentionNodeAttributes> = {}) =>
  runAttentionNode(inputs, { ...plain, ...attributes }, createReferenceBackend());
/** Zero queries and keys, so that the output is the mean of the values that may be seen: 1, 2, 4, 8 … */
const zeros = (length: number) => float([1, 1, length, 1], Array(length).fill(0));
const powers = (length: number) =>
  float(
    [1, 1, length, 1],
    Array.from({ length }, (_, index) => 2 ** index),
  );
const outputOf = async (...call: Parameters<typeof run>) => [...(await run(...call))[0].data];

describe('the causal order', () => {
  it('starts at the first key without a cache', async () => {
    expect(await outputOf([zeros(2), zeros(3), powers(3)], { window: causal })).toEqual([1, 1.5]);
  });

  it('starts behind the past keys', async () => {
    const inputs = [zeros(2), zeros(2), powers(2), undefined, zeros(1), float([1, 1, 1, 1], [7])];
    expect(await outputOf(inputs, { window: causal })).toEqual([4, 10 / 3].map(Math.fround));
  });

  it('ends at the last key that is not padding, with a fixed cache', async () => {
    const nonpad = { type: 'int64', shape: [1], data: BigInt64Array.of(3n) } as const;
    const inputs = [zeros(2), zeros(4), powers(4), undefined, undefined, undefined, nonpad];
    expect(await outputOf(inputs, { window: causal })).toEqual([1.5, 7 / 3].map(Math.fround));
  });
});

describe('the sliding window', () => {
  it.each([
    [{ before: 0, after: 0 }, [2, 4]],
    [{ before: 1, after: 0 }, [1.5, 3]],
    [{ before: Number.POSITIVE_INFINITY, after: 1 }, [7 / 3, 3.75]],
    [{ before: 0, after: Number.POSITIVE_INFINITY }, [14 / 3, 6]],
  ])('%o is about the position of the query behind the cache', async (window, expected) => {
    const inputs = [zeros(2), zeros(3), float([1, 1, 3, 1], [2, 4, 8]), undefined, zeros(1), float([1, 1, 1, 1], [1])];
    expect(await outputOf(inputs, { window })).toEqual(expected.map(Math.fround));
  });
});

describe('the mask', () => {
  it('hides the keys that it does not reach', async () => {
    const bool = { type: 'bool', shape: [1, 2], data: Uint8Array.of(1, 1) } as const;
    expect(await outputOf([zeros(1), zeros(4), powers(4), bool])).toEqual([1.5]);
    expect(await outputOf([zeros(1), zeros(4), powers(4), float([1, 1], [5])])).toEqual([1]);
    const half = { type: 'float16', shape: [1, 1, 2, 1], data: new Uint16Array(2) } as const;
    const query = { ...half, shape: [1, 1, 1, 1], data: new Uint16Array(1) } as const;
    const values = { ...half, data: Uint16Array.of(0x3c00, 0x4000) } as const;
    const bias = { type: 'float16', shape: [1], data: new Uint16Array(1) } as const;
    expect(await outputOf([query, half, values, bias])).toEqual([0x3c00]);
  });
});

describe('the scores as an output', () => {
  const query = float([1, 1, 1, 1], [2]);
  const key = float([1, 1, 2, 1], [1, 3]);
  const inputs = [query, key, powers(2), float([2], [10, Number.NEGATIVE_INFINITY])];
  it.each([
    [0, [2, 6]],
    [1, [4 * Math.tanh(0.5), 4 * Math.tanh(1.5)]],
    [2, [4 * Math.tanh(0.5) + 10, Number.NEGATIVE_INFINITY]],
    [3, [1, 0]],
  ])('in mode %d', async (scoreOutput, expected) => {
    const [, , , scores] = await run(inputs, { scoreOutput, softcap: 4 });
    expect([...scores.data]).toEqual(expected.map(Math.fround));
  });
});

describe('element types and layouts', () => {
  it('rounds bfloat16 to the nearest, ties to even', () => {
    const numbers = [1, -2.5, 1 + 2 ** -8, 1 + 3 * 2 ** -8, Number.POSITIVE_INFINITY, Number.NaN];
    const rounded = fromBfloat16(toBfloat16(float([6], numbers)));
    expect([...rounded.data]).toEqual([1, -2.5, 1, 1 + 2 ** -6, Number.POSITIVE_INFINITY, Number.NaN]);
  });

  it('computes bfloat16 and gives bfloat16', async () => {
    const inputs = [zeros(1), zeros(2), powers(2)].map(toBfloat16);
    const [output] = await run(inputs);
    expect(output.type).toBe('bfloat16');
    expect([...fromBfloat16(output as Tensor<'bfloat16'>).data]).toEqual([1.5]);
  });

  it('splits and merges the heads of 3-D inputs', async () => {
    const [output, key] = await run(
      [float([1, 2, 2], [0, 0, 0, 0]), float([1, 1, 2], [5, 6]), float([1, 1, 4], [1, 2, 3, 4])],
      { queryHeads: 2, keyHeads: 2 },
    );
    expect(output).toMatchObject({ shape: [1, 2, 4], data: Float32Array.of(1, 2, 3, 4, 1, 2, 3, 4) });
    expect(key).toMatchObject({ shape: [1, 2, 1, 1], data: Float32Array.of(5, 6) });
  });

  it('refuses 3-D inputs whose heads do not divide the width', async () => {
    const three = float([1, 1, 3], [0, 0, 0]);
    await expect(run([three, three, three], { queryHeads: 2, keyHeads: 2 })).rejects.toMatchObject({
      code: 'unsupported-node',
    });
  });
});
