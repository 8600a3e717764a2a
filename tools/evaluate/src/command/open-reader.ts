import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReader } from '@crossattn/reading';
import { askReader } from '../reading/asking/ask-reader.js';
import { RecentMemories } from '../reading/asking/recent-memories.js';
import type { ReadingPassage } from '../reading/collection/reading-collection.js';
import type { Calibration } from '../reading/declining/calibration.js';
import type { ReadingInstruments } from '../reading/measuring/reading-instruments.js';
import type { FoundPassage } from '../reading/retrieval/found-passage.js';
import { openPassageStore } from '../reading/retrieval/passage-store.js';
import type { Output } from './output.js';
import { Progress } from './progress.js';
import type { ReadingCommand } from './reading-arguments.js';

/** A reader's instruments, and what it says of itself. */
export interface OpenReader extends ReadingInstruments, AsyncDisposable {
  readonly model: string;
  readonly calibration: Calibration;
}

/** Opens the reader that the command names; its searches index the passages first. */
export async function openReader(
  { model = 'embedded', threads, store = join(tmpdir(), 'crossattn-evaluate') }: ReadingCommand,
  passages: readonly ReadingPassage[],
  output: Output,
  signal: AbortSignal,
): Promise<OpenReader> {
  const reader = await createReader({ model, ...(threads !== undefined && { threads }) });
  const memories = new RecentMemories(reader);
  // A sentence or passage that is longer than the encoder reads is known by its beginning.
  const embed = (texts: readonly string[]) => reader.encoder.embed(texts, { signal, onTruncation: () => undefined });
  return {
    model: reader.model,
    calibration: reader.calibration,
    ask: (asked, what) =>
      withProgress(asked.length, what, (onAnswer) => askReader(reader, asked, { memories, signal, onAnswer })),
    embedder: { embed },
    search: async (questions) => {
      await using collection = await withProgress(passages.length, 'passages in the store', (_, onPassages) =>
        openPassageStore(store, reader.encoder, passages, { signal, onPassages }),
      );
      return await withProgress(questions.length, 'questions searched for', async (onSearched) => {
        const found: FoundPassage[][] = [];
        for (const question of questions) {
          found.push(await collection.search(question, signal));
          onSearched();
        }
        return found;
      });
    },
    [Symbol.asyncDispose]: () => reader.dispose(),
  };

  /** Shows how far work has come that counts one by one, or says how much is done. */
  async function withProgress<Result>(
    total: number,
    what: string,
    work: (count: () => void, show: (done: number) => void) => Promise<Result>,
  ): Promise<Result> {
    const progress = new Progress(total, output, what);
    let done = 0;
    try {
      return await work(
        () => progress.show(++done),
        (count) => progress.show(count),
      );
    } finally {
      progress.clear();
    }
  }
}
