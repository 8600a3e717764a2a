import { describe, expect, it } from 'vitest';
import { attention } from './attention.js';
import { prepare } from './prepare.js';

const tensor = (shape: number[], values: number[]) =>
  ({ type: 'float32', shape, data: Float32Array.from(values) }) as const;
const mask = (shape: number[], values: number[]) => ({ type: 'bool', shape, data: Uint8Array.from(values) }) as const;

describe('attention', () => {
  const query = tensor([1, 1, 1, 2], [1, 0]);
  const key = tensor([1, 1, 2, 2], [Math.LN2 * Math.SQRT2, 5, 0, -7]);
  const value = tensor([1, 1, 2, 1], [3, 6]);

  it('weighs values by the softmax of the scaled scores', async () => {
    const { output, weights } = await attention({ query, key, value, returnWeights: true });
    expect(output.shape).toEqual([1, 1, 1, 1]);
    expect(weights.data[0]).toBeCloseTo(2 / 3, 6);
    expect(output.data[0]).toBeCloseTo(4, 5);
  });

  it('gives no weights that nobody asked for', async () => {
    expect(Object.keys(await attention({ query, key, value }))).toEqual(['output']);
  });

  it('multiplies the attention of a key by its weight', async () => {
    const keyWeight = tensor([2], [1, 2]);
    const { weights } = await attention({ query, key, value, keyWeight, returnWeights: true });
    expect(weights.data[0]).toBeCloseTo(0.5, 6);
  });

  it('gives zeros to a row that may attend to nothing, and reads nothing of what is masked', async () => {
    const bad = tensor([1, 1, 2, 1], [Number.NaN, Number.POSITIVE_INFINITY]);
    const nothing = await attention({ query, key: bad2(key), value: bad, keyMask: mask([2], [0, 0]) });
    expect([...nothing.output.data]).toEqual([0]);
    const second = await attention({
      query,
      key,
      value: tensor([1, 1, 2, 1], [Number.NaN, 6]),
      mask: mask([2], [0, 1]),
    });
    expect([...second.output.data]).toEqual([6]);
    const attended = await attention({ query, key, value: tensor([1, 1, 2, 1], [Number.NaN, 6]) });
    expect(attended.output.data[0]).toBeNaN();
  });

  it('uses a prepared memory for many calls, until it is disposed', async () => {
    const memory = await prepare({ key, value, backend: 'reference' });
    const direct = await attention({ query, key, value });
    expect(await attention({ query, memory })).toEqual(direct);
    await memory.dispose();
    await expect(attention({ query, memory })).rejects.toMatchObject({ code: 'disposed' });
  });

  it('lets a hook edit the weights, but not those of masked keys', async () => {
    const { output, weights } = await attention({
      query,
      key,
      value,
      keyMask: mask([2], [1, 0]),
      returnWeights: true,
      editWeights: ({ data }) => void data.fill(0.5),
    });
    expect([...weights.data]).toEqual([0.5, 0]);
    expect([...output.data]).toEqual([1.5]);
  });

  it('averages the values where the head size is 0', async () => {
    const { output } = await attention({ query: tensor([1, 1, 1, 0], []), key: tensor([1, 1, 2, 0], []), value });
    expect([...output.data]).toEqual([4.5]);
  });
});

function bad2(key: { shape: readonly number[] }) {
  return { type: 'float32', shape: key.shape, data: new Float32Array(4).fill(Number.NaN) } as const;
}
