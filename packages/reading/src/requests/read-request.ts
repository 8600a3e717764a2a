import type { TextOptions } from '@crossattn/text';
import type { PassageMemory } from '../passages/passage-memory.js';

/** How a question is answered. */
export interface ReadOptions extends Pick<TextOptions, 'overlong' | 'onTruncation'> {
  /**
   * Most answers wanted, `null` among them, best first; from 1.
   * @defaultValue 5
   */
  readonly topK?: number;
  /** Stops between two runs of the network; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What a question knows of the passages that it is put to. */
interface PassagePriors {
  /**
   * For each passage, a number above 0: how likely it holds the answer, before it is read, up to a common factor; such as
   * those of {@link rankPriors} where a search found them. All its words get that share of the attention, and its answers of the probability.
   * Whether there is an answer at all does not depend on it.
   * @defaultValue all alike
   */
  readonly priors?: readonly number[];
}

/** A question to passages. */
export interface PassagesQuestion extends PassagePriors {
  readonly question: string;
  /** From 1 to 200 texts of any length. One in which the model knows no word, as of another script, holds no answer. */
  readonly passages: readonly string[];
}

/** A question to passages that were encoded before. */
export interface MemoriesQuestion extends PassagePriors {
  readonly question: string;
  /** Memories of 1 to 200 passages in all; answers number these in the order of the list. */
  readonly memories: readonly PassageMemory[];
}

/** A question, what it is put to, and how it is answered. */
export type ReadRequest = (PassagesQuestion | MemoriesQuestion) & ReadOptions;
