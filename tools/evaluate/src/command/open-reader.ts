import { createReader, type Reader } from '@crossattn/reading';
import { askReader } from '../reading/asking/ask-reader.js';
import type { AskedQuestion } from '../reading/asking/asked-question.js';
import { RecentMemories } from '../reading/asking/recent-memories.js';
import type { ReadingPassage } from '../reading/collection/reading-collection.js';
import type { Calibration } from '../reading/declining/calibration.js';
import type { ReadingInstruments } from '../reading/measuring/reading-instruments.js';
import { openPassageStore } from '../reading/retrieval/passage-store.js';
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
