import { sample } from '../../statistics/sample.js';
import { type SourceScores, scoreSources } from '../answers/score-sources.js';
import { firstSentences, nearestSentences } from '../answers/sentence-baselines.js';
import { askOwnPassages } from '../asking/asked-question.js';
import type { ReadingQuestion } from '../collection/reading-collection.js';
import type { ReadQuestions } from '../declining/score-declining.js';
import type { ReadingInstruments } from './reading-instruments.js';

/** The sources of some questions, the main one first. */
function sourcesOf(questions: readonly ReadingQuestion[], main: string): string[] {
  const sources = new Set(questions.map(({ source }) => source));
  return [main, ...[...sources].filter((source) => source !== main)].filter((source) => sources.has(source));
}

/** Questions put to their own passage, those of the main source first. */
export async function readGiven(
  questions: readonly ReadingQuestion[],
  main: string,
  sizes: { readonly main: number; readonly others: number },
  { ask }: ReadingInstruments,
): Promise<ReadQuestions> {
  const chosen = sourcesOf(questions, main).flatMap((source) =>
    sample(
      questions.filter((question) => question.source === source),
      source === main ? sizes.main : sizes.others,
    ),
  );
  const asked = askOwnPassages(chosen);
  return { name: 'their own passage', asked, outcomes: await ask(asked, 'questions to their own passage') };
}

/** Scores answers from the own passage beside sentences that need no reader. */
export async function scoreGiven(
  { asked, outcomes }: ReadQuestions,
  { embedder }: ReadingInstruments,
): Promise<SourceScores[]> {
  const questions = asked.map(({ question }) => question);
  return scoreSources(questions, outcomes, {
    'first sentence': firstSentences(questions),
    'nearest sentence': await nearestSentences(questions, embedder),
  });
}
