import { describe, expect, it } from 'vitest';
import { createSentenceEncoder } from '../src/index.js';
import { expectClose } from './expect-close.js';
import { expectedSlots, readGoldens } from './goldens.js';

/** The folder of all-MiniLM-L6-v2, which is not part of this repository. */
const folder = process.env.CROSSATTN_MINILM;

describe('the results of all-MiniLM-L6-v2 in PyTorch', () => {
  it('are there for every kind of text', async () => {
    const goldens = await readGoldens('minilm');
    expect(goldens.map(({ ids }) => ids.length)).toEqual([4, 10, 11, 8, 8, 3, 146]);
    for (const { ids, offsets, states, embedding } of goldens) {
      expect([offsets.length, states.length]).toEqual([ids.length, ids.length]);
      expect(embedding).toHaveLength(8);
    }
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
        expectClose((await encoder.embed(golden.text)).data.subarray(0, columns), golden.embedding, 1e-5);
      }
    });
  }
});
