import { describe, expect, it } from 'vitest';
import type { ProjectedMemoryContent } from '../memory/projected-memory.js';
import { stackItems } from './stack-items.js';

/** Two heads of size 1; each number tells item, head and position. */
function contentOf(batch: number, length: number): ProjectedMemoryContent {
  const numbers = Array.from({ length: batch }, (_, item) =>
    Array.from({ length: 2 * length }, (_, i) => 100 * item + 10 * Math.floor(i / length) + (i % length)),
  ).flat();
  const identity = { name: 'toy', revision: '1' };
  return {
    decoder: identity,
    encoder: identity,
    slots: [],
    mask: { type: 'bool', shape: [batch, length], data: new Uint8Array(batch * length).fill(1) },
    layers: [
      {
        keys: { type: 'float32', shape: [batch, 2, 1, length], data: Float32Array.from(numbers) },
        values: { type: 'float32', shape: [batch, 2, length, 1], data: Float32Array.from(numbers, (x) => -x) },
      },
    ],
  };
}

describe('items of projected memories as one batch', () => {
  it('lie where they lay: the whole, one of it, or neighbours', () => {
    const content = contentOf(4, 3);
    const [own] = content.layers;
    for (const items of [[0, 1, 2, 3], [2], [1, 2]]) {
      const { mask, layers } = stackItems(items.map((item) => ({ content, item })));
      const [layer] = layers;
      expect(mask.shape).toEqual([items.length, 3]);
      expect(layer?.keys.shape).toEqual([items.length, 2, 1, 3]);
      expect(layer?.keys.data.buffer).toBe(own?.keys.data.buffer);
      expect(layer?.values.data.buffer).toBe(own?.values.data.buffer);
      expect(layer?.keys.data[0]).toBe(100 * (items[0] as number));
      expect(layer?.keys.data).toHaveLength(items.length * 6);
    }
  });

  it('are copied otherwise, with masked zeros behind shorter ones', () => {
    const [two, three] = [contentOf(2, 2), contentOf(2, 3)];
    const { mask, layers } = stackItems([
      { content: three, item: 1 },
      { content: two, item: 1 },
    ]);
    expect([...mask.data]).toEqual([1, 1, 1, 1, 1, 0]);
    expect([...(layers[0]?.keys.data ?? [])]).toEqual([100, 101, 102, 110, 111, 112, 100, 101, 0, 110, 111, 0]);
    expect([...(layers[0]?.values.data ?? [])]).toEqual(
      [100, 101, 102, 110, 111, 112, 100, 101, 0, 110, 111, 0].map((x) => (x === 0 ? 0 : -x)),
    );
  });
});
