import { rankPriors } from '@crossattn/reading';
import { sample } from '../../statistics/sample.js';
import { askOwnPassages } from '../asking/asked-question.js';
import type { ReadOutcome } from '../asking/read-outcome.js';
import type { ReadingQuestion } from '../collection/reading-collection.js';
import type { ReadQuestions } from '../declining/score-declining.js';
import { passagesRead } from '../reading-settings.js';
import type { RetrievedQuestion } from '../retrieval/score-retrieval.js';
import type { ReadingInstruments } from './reading-instruments.js';

/**
 * Searches for some of the questions in the whole collection, and reads each in the first passages that are found, with the
 * priors of the reader's command.
 *
 * @param given - outcomes of questions with their own passage, which are not read again.
 */
export async function readRetrieved(
  questions: readonly ReadingQuestion[],
  count: number,
  given: ReadQuestions,
  { ask, search }: ReadingInstruments,
): Promise<{ readonly questions: readonly RetrievedQuestion[]; readonly read: ReadQuestions }> {
  const chosen = sample(questions, count);
  const found = await search(chosen.map(({ question }) => question));
  const asked = chosen.map((question, index) => {
    const passages = (found[index] ?? []).slice(0, passagesRead).map(({ passage }) => passage);
    return { question, passages, priors: rankPriors(passages.length) };
  });
  const name = `${passagesRead} passages that were found`;
  const outcomes = await ask(asked, `questions to ${name}`);
  const known = new Map(given.asked.map(({ question }, index) => [question.id, given.outcomes[index]]));
  const missing = askOwnPassages(chosen.filter(({ id }) => known.get(id) === undefined));
  for (const [index, outcome] of (await ask(missing, `questions to ${given.name}`)).entries()) {
    known.set(missing[index]?.question.id as string, outcome);
  }
  return {
    questions: chosen.map((question, index) => ({
      question,
      found: found[index] ?? [],
      read: asked[index]?.passages.length ?? 0,
      outcome: outcomes[index] as ReadOutcome,
      given: known.get(question.id) as ReadOutcome,
    })),
    read: { name, asked, outcomes },
  };
}
