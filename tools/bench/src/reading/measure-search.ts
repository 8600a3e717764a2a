import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type PassageEncoder, type StoredPassage } from '@crossattn/retrieval';
import type { Measurement } from '../measurement.js';
import { summarize } from '../statistics.js';
import { seededVectors } from './seeded-vectors.js';
import type { ReadingBenchSettings } from './settings.js';

const searchesOfRound = 10;
const passagesFound = 20;
const passagesOfDocument = 50;

/** Searches of a store in a folder, the vector of the question included, and its opening. */
export async function measureSearch(
  encoder: PassageEncoder,
  { texts, stored, rounds }: ReadingBenchSettings,
): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'crossattn-bench-store-'));
  try {
    {
      await using store = await openStore(folder, { encoder: seededVectors(encoder) });
      await store.index(documents(texts.passages.slice(0, stored)));
    }
    const start = performance.now();
    await using store = await openStore(folder, { encoder });
    const opening = performance.now() - start;
    const milliseconds: number[] = [];
    for (let search = 0; search <= rounds * searchesOfRound; search++) {
      const question = texts.questions[search % texts.questions.length] as string;
      const before = performance.now();
      await store.search(question, { topK: passagesFound });
      milliseconds.push(performance.now() - before);
    }
    // The first search fills caches and does not count.
    milliseconds.shift();
    return [
      { name: `opening a store of ${stored} passages`, unit: 'ms', summary: summarize([opening]) },
      {
        name: `search over ${stored} passages`,
        unit: 'ms',
        summary: summarize(milliseconds),
        target: { bound: 'at most', value: 60 },
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

function* documents(passages: readonly string[]) {
  for (let begin = 0; begin < passages.length; begin += passagesOfDocument) {
    const document = `document ${begin}`;
    yield {
      document,
      hash: document,
      passages: passages
        .slice(begin, begin + passagesOfDocument)
        .map((text): StoredPassage => ({ document, start: 0, end: text.length, text })),
    };
  }
}
