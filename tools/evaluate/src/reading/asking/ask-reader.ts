import { EvaluateError } from '../../evaluate-error.js';
import type { AskedQuestion } from './asked-question.js';
import type { PassageReader } from './passage-reader.js';
import { outcomeOf, type ReadOutcome } from './read-outcome.js';
import type { RecentMemories } from './recent-memories.js';

/** How a reader is asked. */
export interface AskOptions<Memory> {
  readonly memories: RecentMemories<Memory>;
  readonly signal: AbortSignal;
  /** Told after every question. */
  readonly onAnswer: () => void;
}

/** All that there are, so that "not in these passages" is among them however unlikely it is. */
const answersKept = 1000;

/**
 * Puts questions to their passages, one after the other.
 *
 * @throws EvaluateError `question-failed`
 */
export async function askReader<Memory>(
  reader: PassageReader<Memory>,
  asked: readonly AskedQuestion[],
  { memories, signal, onAnswer }: AskOptions<Memory>,
): Promise<ReadOutcome[]> {
  const outcomes: ReadOutcome[] = [];
  for (const { question, passages, priors } of asked) {
    signal.throwIfAborted();
    try {
      const request = { question: question.question, topK: answersKept, signal, ...(priors && { priors }) };
      outcomes.push(outcomeOf(await reader.read({ ...request, memories: await memories.of(passages, signal) })));
    } catch (cause) {
      signal.throwIfAborted();
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new EvaluateError('question-failed', `${question.id}: ${reason}`, { cause });
    }
    onAnswer();
  }
  return outcomes;
}
