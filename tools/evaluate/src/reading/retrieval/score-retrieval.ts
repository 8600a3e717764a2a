import { groupMeans, type MeanScore, placesBy } from '../../statistics/group-means.js';
import { type AnswerScores, judge, scoreAnswers } from '../answers/score-sources.js';
import type { ReadOutcome } from '../asking/read-outcome.js';
import type { ReadingPassage, ReadingQuestion } from '../collection/reading-collection.js';
import type { FoundPassage } from './found-passage.js';

/** A question that was searched for in the whole collection and read in what was found. */
export interface RetrievedQuestion {
  readonly question: ReadingQuestion;
  /** All that the search found, the best first. */
  readonly found: readonly FoundPassage[];
  /** The first so many of them were read. */
  readonly read: number;
  readonly outcome: ReadOutcome;
  /** The same question with its own passage given. */
  readonly given: ReadOutcome;
}

/** Places up to which the passage must be found. */
export const recallDepths = [1, 5, 10, 20] as const;

const lists = ['vectors', 'words', 'fused'] as const;

/** How well questions are answered where the passages are searched for. */
export interface RetrievalScores extends AnswerScores {
  readonly questions: number;
  readonly passagesRead: number;
  readonly declined: MeanScore;
  /** The best text even where the reader declined. */
  readonly spans: AnswerScores;
  /** The same questions with their own passage given. */
  readonly given: AnswerScores;
  /** F1 of these less F1 of the retrieved, question by question. */
  readonly lost: MeanScore;
  /** Share of the questions whose passage is among the first of a list, at each of {@link recallDepths}. */
  readonly recall: { readonly [list in (typeof lists)[number]]: readonly MeanScore[] };
  readonly citations: {
    /** Where the answer is right. */
    readonly right: CitationScores;
    readonly all: CitationScores;
  };
}

/** Shares of the questions whose passage, or one with the same text, is… */
interface CitationScores {
  readonly questions: number;
  /** …the one with most of the attention. */
  readonly attended: number;
  /** …the one that the answer is read from first of all. */
  readonly cited: number;
  /** …the first that the search found: what citing needs no reader for. */
  readonly foundFirst: number;
  /** Share whose most attended passage holds a marked answer, be it their own passage or another. */
  readonly holdsAnswer: number;
}

/** Scores what was retrieved, read and cited; intervals are over draws of the questions' own passages. */
export function scoreRetrieval(retrieved: readonly RetrievedQuestion[]): RetrievalScores {
  const questions = retrieved.map(({ question }) => question);
  const { scores } = scoreAnswers(questions, [
    retrieved.map(({ outcome }) => outcome.answer),
    retrieved.map(({ outcome }) => outcome.span),
    retrieved.map(({ given }) => given.answer),
  ]);
  const [answers, spans, given] = scores as [AnswerScores, AnswerScores, AnswerScores];
  const ranks = { vectors: retrieved.map(vectorRank), words: retrieved.map(textRank), fused: retrieved.map(fusedRank) };
  const within = lists.flatMap((list) =>
    recallDepths.map((depth) => ranks[list].map((rank) => (rank <= depth ? 1 : 0))),
  );
  const [lost, declined, ...recall] = groupMeans(
    placesBy(questions, ({ passage }) => passage.id),
    [
      retrieved.map((one) => judge(one.question, one.given.answer).f1 - judge(one.question, one.outcome.answer).f1),
      retrieved.map(({ outcome }) => (outcome.answer === null ? 1 : 0)),
      ...within,
    ],
  ) as [MeanScore, MeanScore, ...MeanScore[]];
  const ofList = (place: number) => recall.slice(place * recallDepths.length, (place + 1) * recallDepths.length);
  return {
    questions: retrieved.length,
    passagesRead: Math.max(0, ...retrieved.map(({ read }) => read)),
    ...answers,
    declined,
    spans,
    given,
    lost,
    recall: { vectors: ofList(0), words: ofList(1), fused: ofList(2) },
    citations: {
      right: scoreCitations(retrieved.filter(({ question, outcome }) => judge(question, outcome.answer).exact === 1)),
      all: scoreCitations(retrieved),
    },
  };
}

function scoreCitations(retrieved: readonly RetrievedQuestion[]): CitationScores {
  const share = (test: (one: RetrievedQuestion) => boolean) => retrieved.filter(test).length / retrieved.length;
  const isOwn = ({ question, found }: RetrievedQuestion, index: number) =>
    isSame(found[index]?.passage, question.passage);
  return {
    questions: retrieved.length,
    attended: share((one) => isOwn(one, one.outcome.attended)),
    cited: share((one) => isOwn(one, one.outcome.cited)),
    foundFirst: share((one) => isOwn(one, 0)),
    holdsAnswer: share(({ question, found, outcome }) =>
      question.answers.some(({ text }) => found[outcome.attended]?.passage.text.includes(text)),
    ),
  };
}

function fusedRank({ question, found }: RetrievedQuestion): number {
  const place = found.findIndex(({ passage }) => isSame(passage, question.passage));
  return place === -1 ? Infinity : place + 1;
}

function vectorRank(retrieved: RetrievedQuestion): number {
  return ownPassages(retrieved).reduce((best, { vectorRank: rank = Infinity }) => Math.min(best, rank), Infinity);
}

function textRank(retrieved: RetrievedQuestion): number {
  return ownPassages(retrieved).reduce((best, { textRank: rank = Infinity }) => Math.min(best, rank), Infinity);
}

/** The passage and those with the same text: which of them comes first differs from list to list. */
function ownPassages({ question, found }: RetrievedQuestion): FoundPassage[] {
  return found.filter(({ passage }) => isSame(passage, question.passage));
}

function isSame(passage: ReadingPassage | undefined, other: ReadingPassage): boolean {
  return passage !== undefined && (passage.id === other.id || plain(passage.text) === plain(other.text));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}
