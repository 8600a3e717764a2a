import { createReader } from '@crossattn/reading';
import { askReader } from '../reading/asking/ask-reader.js';
import { RecentMemories } from '../reading/asking/recent-memories.js';
import type { ReadingPassage } from '../reading/collection/reading-collection.js';
import type { Calibration } from '../reading/declining/calibration.js';
import type { ReadingInstruments } from '../reading/measuring/reading-instruments.js';
import type { Output } from './output.js';
import { Progress } from './progress.js';
import type { ReadingCommand } from './reading-arguments.js';

/** A reader's instruments, and what it says of itself. */
export interface OpenReader extends ReadingInstruments, AsyncDisposable {
  readonly model: string;
  readonly calibration: Calibration;
  /** Median of the searches so far; undefined before the first. */
  readonly millisecondsPerSearch: () => number | undefined;
}

/** Opens the reader that the command names; its searches index the passages first. */
export async function openReader(
  { model, threads }: ReadingCommand,
  _passages: readonly ReadingPassage[],
  output: Output,
  signal: AbortSignal,
): Promise<OpenReader> {
  const reader = await createReader({ model: model ?? 'embedded', ...(threads !== undefined && { threads }) });
  const memories = new RecentMemories(reader);
  return {
    model: reader.model,
    calibration: reader.calibration,
    ask: async (asked, what) => {
      const progress = new Progress(asked.length, output, what);
      let done = 0;
      const outcomes = await askReader(reader, asked, { memories, signal, onAnswer: () => progress.show(++done) });
      progress.clear();
      return outcomes;
    },
    embedder: reader.encoder,
    search: () => Promise.reject(new Error('the collection cannot be searched yet')),
    millisecondsPerSearch: () => undefined,
    signal,
    [Symbol.asyncDispose]: () => reader.dispose(),
  };
}
