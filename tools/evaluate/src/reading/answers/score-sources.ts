import { groupMeans, type MeanScore, placesBy } from '../../statistics/group-means.js';
import type { ReadOutcome } from '../asking/read-outcome.js';
import type { ReadingQuestion } from '../collection/reading-collection.js';
import { squadScores } from './squad-scores.js';

/** Exact match and token F1, with intervals over draws of passages, each with all its questions. */
export interface AnswerScores {
  readonly exact: MeanScore;
  readonly f1: MeanScore;
}

/** How good answers to the questions of a source are. */
export interface SourceScores extends AnswerScores {
  readonly source: string;
  readonly questions: number;
  readonly passages: number;
  /** Share of the questions that the reader declined; they count as wrong in `exact` and `f1`. */
  readonly declined: MeanScore;
  /** The best text even where the reader declined. */
  readonly spans: AnswerScores;
  /** What needs no reader, by name. */
  readonly baselines: { readonly [name: string]: AnswerScores };
}

/** Answers of something simpler, one to each question. */
export interface Baselines {
  readonly [name: string]: readonly string[];
}

/** Scores the outcomes of each source, in the order in which the sources come first. */
export function scoreSources(
  questions: readonly ReadingQuestion[],
  outcomes: readonly ReadOutcome[],
  baselines: Baselines = {},
): SourceScores[] {
  return placesBy(questions, ({ source }) => source).map((places) => {
    const chosen = places.map((place) => questions[place] as ReadingQuestion);
    const own = places.map((place) => outcomes[place] as ReadOutcome);
    const names = Object.keys(baselines);
    const { passages, scores } = scoreAnswers(chosen, [
      own.map(({ answer }) => answer),
      own.map(({ span }) => span),
      ...names.map((name) => places.map((place) => baselines[name]?.[place] ?? '')),
    ]);
    const [answers, spans, ...others] = scores as [AnswerScores, AnswerScores, ...AnswerScores[]];
    const [declined] = groupMeans(passages, [own.map(({ answer }) => (answer === null ? 1 : 0))]);
    return {
      source: (chosen[0] as ReadingQuestion).source,
      questions: chosen.length,
      passages: passages.length,
      ...answers,
      declined: declined as MeanScore,
      spans,
      baselines: Object.fromEntries(names.map((name, index) => [name, others[index] as AnswerScores])),
    };
  });
}

/** Scores several lists of answers to the same questions over the same draws of passages; null counts as wrong. */
export function scoreAnswers(
  questions: readonly ReadingQuestion[],
  lists: readonly (readonly (string | null)[])[],
): { readonly passages: readonly (readonly number[])[]; readonly scores: readonly AnswerScores[] } {
  const passages = placesBy(questions, ({ passage }) => passage.id);
  const columns = lists.flatMap((answers) => {
    const judged = questions.map((question, index) => judge(question, answers[index] ?? null));
    return [judged.map(({ exact }) => exact), judged.map(({ f1 }) => f1)];
  });
  const means = groupMeans(passages, columns);
  const scores = lists.map((_, index) => ({
    exact: means[2 * index] as MeanScore,
    f1: means[2 * index + 1] as MeanScore,
  }));
  return { passages, scores };
}

/** Exact match and F1 of one answer; null is wrong. */
export function judge(
  question: ReadingQuestion,
  answer: string | null,
): { readonly exact: number; readonly f1: number } {
  if (answer === null) return { exact: 0, f1: 0 };
  return squadScores(
    answer,
    question.answers.map(({ text }) => text),
  );
}
