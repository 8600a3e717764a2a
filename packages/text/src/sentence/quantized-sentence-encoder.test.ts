import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Golden, readGoldens } from '../../test/goldens.js';
import { type QuantizedBert, referenceQuantizedBert, writeQuantizedBert } from '../../test/quantized-bert.js';
import { createSentenceEncoder, type SentenceEncoder } from '../index.js';

let bert: QuantizedBert;
let encoder: SentenceEncoder;
let goldens: Golden[];
beforeAll(async () => {
  bert = await writeQuantizedBert();
  encoder = await createSentenceEncoder(bert.folder, { threads: 1 });
  goldens = await readGoldens('tiny-bert');
});
afterAll(async () => {
  await encoder.dispose();
  await bert[Symbol.asyncDispose]();
});

describe('a BERT of 8-bit integers', () => {
  it('computes what float64 computes with the same integers', async () => {
    await using lower = await createSentenceEncoder(bert.folder, { threads: 1, stateLayers: 1 });
    const farthest: number[] = [];
    for (const { text, ids } of goldens) {
      for (const [own, layers] of [
        [lower, 1],
        [encoder, 2],
      ] as const) {
        const { states } = await own.encode(text);
        const expected = referenceQuantizedBert(bert.values, ids, layers).flatMap((row) => [...row]);
        farthest.push(Math.max(...expected.map((x, at) => Math.abs(x - (states.data[at] ?? Number.NaN)))));
      }
    }
    // Where a number lies between two integers, the last bit of float32 decides: one step of 1/127 of its row.
    expect(Math.max(...farthest)).toBeLessThan(0.05);
    expect(farthest.filter((distance) => distance < 2e-5).length).toBeGreaterThan(farthest.length / 2);
  });

  it('gives vectors near those of float32', async () => {
    const texts = goldens.map(({ text }) => text);
    const { data } = await encoder.embed(texts);
    for (const [row, { embedding }] of goldens.entries()) {
      const cosine = embedding.reduce((sum, x, at) => sum + x * (data[row * 16 + at] ?? 0), 0);
      expect(cosine).toBeGreaterThan(0.99);
      expect(cosine).toBeLessThan(0.99999);
    }
  });

  it('gives a text to the last bit the same in any company', async () => {
    const texts = goldens.map(({ text }) => text);
    const together = await encoder.encode([...texts, ...texts.toReversed()]);
    const vectors = await encoder.embed(texts);
    const ofMemory = await encoder.embedMemory(together);
    for (const [row, text] of texts.entries()) {
      const { states } = await encoder.encode(text);
      const start = row * 12 * 16;
      expect([...together.states.data.subarray(start, start + states.data.length)]).toEqual([...states.data]);
      const vector = [...(await encoder.embed(text)).data];
      expect([...vectors.data.subarray(row * 16, (row + 1) * 16)]).toEqual(vector);
      expect([...ofMemory.data.subarray(row * 16, (row + 1) * 16)]).toEqual(vector);
    }
  });

  it('waits for no timer between two texts', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      expect((await encoder.embed(['a dog', 'the dog', 'dogs'])).shape).toEqual([3, 16]);
    } finally {
      vi.useRealTimers();
    }
  });
});
