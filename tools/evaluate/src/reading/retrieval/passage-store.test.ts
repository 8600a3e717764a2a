import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingPassage } from '../collection/reading-collection.js';
import { openPassageStore } from './passage-store.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossattn-passages-'));
});
afterAll(() => rm(folder, { recursive: true }));

const themes = ['tea', 'stars', 'boats'];
const passages: ReadingPassage[] = Array.from({ length: 90 }, (_, index) => ({
  id: `p${index}`,
  title: 'Notes',
  text: `Note ${index} is about ${themes[index % themes.length]}, written as number${index}.`,
  source: 's',
}));

/** Vectors that say which theme a text names. */
function encoder(revision: string) {
  let embedded = 0;
  return {
    identity: { name: 'themes', revision },
    width: themes.length,
    get embedded() {
      return embedded;
    },
    async embed(texts: readonly string[]) {
      embedded += texts.length;
      const data = Float32Array.from(texts.flatMap((text) => themes.map((theme) => (text.includes(theme) ? 1 : 0.01))));
      return { type: 'float32' as const, shape: [texts.length, themes.length], data };
    },
  };
}

describe('openPassageStore', () => {
  const signal = new AbortController().signal;

  it('finds passages by both lists, and keeps them for the next time', async () => {
    const first = encoder('1');
    const counts: number[] = [];
    const options = { signal, onPassages: (done: number) => void counts.push(done) };
    {
      await using collection = await openPassageStore(folder, first, passages, options);
      const found = await collection.search('Which note about stars is number40?', signal);
      // Thirty notes about stars have one vector: only the words single one out.
      expect(found.find(({ textRank }) => textRank === 1)?.passage).toBe(passages[40]);
      expect(found[0]).toMatchObject({ textRank: expect.any(Number), vectorRank: 1 });
      expect(new Set(found.map(({ passage }) => passage.id)).size).toBe(found.length);
    }
    expect(counts).toEqual([64, 90]);
    expect(first.embedded).toBe(91);
    const again = encoder('1');
    await (await openPassageStore(folder, again, passages, options))[Symbol.asyncDispose]();
    expect(again.embedded).toBe(0);
    // Another encoder finds a folder of its own.
    expect(await readdir(folder)).toEqual(['themes-1']);
  }, 300_000);

  it('finds nothing of another collection that was in the folder before', async () => {
    const fewer = passages.slice(0, 20);
    await using collection = await openPassageStore(folder, encoder('1'), fewer, { signal, onPassages: () => {} });
    const found = await collection.search('Which note about stars is number80?', signal);
    expect(found.map(({ passage }) => passage?.id).sort()).toEqual(fewer.map(({ id }) => id).sort());
  }, 300_000);
});
