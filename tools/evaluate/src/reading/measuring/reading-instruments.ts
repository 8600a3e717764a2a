import type { TextEmbedder } from '../answers/sentence-baselines.js';
import type { AskedQuestion } from '../asking/asked-question.js';
import type { ReadOutcome } from '../asking/read-outcome.js';
import type { FoundPassage } from '../retrieval/found-passage.js';

/** What questions are measured with. */
export interface ReadingInstruments {
  /** Puts questions to their passages; `what` names them while they are asked. */
  readonly ask: (asked: readonly AskedQuestion[], what: string) => Promise<readonly ReadOutcome[]>;
  readonly embedder: TextEmbedder;
  /** The passages of the whole collection that a search finds for each question, the best first. */
  readonly search: (questions: readonly string[]) => Promise<readonly (readonly FoundPassage[])[]>;
}
