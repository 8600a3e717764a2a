import { fileURLToPath } from 'node:url';
import { encoderFolder } from '@crossattn/model-reader';
import { describe, expect, it } from 'vitest';
import { createSentenceEncoder } from '../src/index.js';
import { expectClose } from './expect-close.js';
import { expectedSlots, readGoldens } from './goldens.js';

/** The folder of all-MiniLM-L6-v2 in float32, which is not part of this repository. */
const folder = process.env.CROSSATTN_MINILM;

describe('the results of all-MiniLM-L6-v2 in PyTorch', () => {
  it('are there for every kind of text', async () => {
    const goldens = await readGoldens('minilm');
    expect(goldens.map(({ ids }) => ids.length)).toEqual([4, 10, 11, 8, 8, 3, 146]);
    for (const { ids, offsets, states, embedding } of goldens) {
      expect([offsets.length, states.length]).toEqual([ids.length, ids.length]);
      expect(embedding).toHaveLength(384);
    }
  });

  it('are near those of the embedded encoder, which computes with 8-bit integers', async () => {
    await using encoder = await createSentenceEncoder(fileURLToPath(encoderFolder), { stateLayers: 3 });
    expect([encoder.maxLength, encoder.width, encoder.stateLayers]).toEqual([256, 384, 3]);
    expect(encoder.identity).toEqual({ name: 'all-MiniLM-L6-v2 int8', revision: '649c7f09b09c/3' });
    const goldens = await readGoldens('minilm');
    const { data } = await encoder.embed(goldens.map(({ text }) => text));
    const cosines = goldens.map(({ text, ids, embedding }, row) => {
      expect(encoder.prepare(text).ids).toEqual(ids);
      return embedding.reduce((sum, x, at) => sum + x * (data[row * 384 + at] ?? 0), 0);
    });
    expect(Math.min(...cosines)).toBeGreaterThan(0.99);
    expect(cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length).toBeGreaterThan(0.994);
  });

  if (folder !== undefined) {
    it('are those of the graph composed here', async () => {
      await using encoder = await createSentenceEncoder(folder);
      const columns = 8;
      for (const golden of await readGoldens('minilm')) {
        const { states, slots } = await encoder.encode(golden.text);
        expect(encoder.prepare(golden.text).ids).toEqual(golden.ids);
        expect(slots[0]).toEqual(expectedSlots(golden));
        const first = golden.ids.flatMap((_, row) => [...states.data.subarray(row * 384, row * 384 + columns)]);
        expectClose(first, golden.states.flat(), 1e-5);
        expectClose((await encoder.embed(golden.text)).data, golden.embedding, 1e-5);
      }
    });
  }
});
