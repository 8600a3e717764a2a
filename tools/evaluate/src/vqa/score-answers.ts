import { groupMeans, type MeanScore, placesBy } from '../statistics/group-means.js';
import { consensus, exactMatch } from './answer-accuracy.js';
import { type AskedQuestion, questionSources } from './asked-question.js';

/** Answers of several authors to the same questions; one that is missing counts as wrong. */
export interface AnswersByAuthor {
  readonly model: readonly (string | undefined)[];
  /** The same model without the photo. */
  readonly blind?: readonly (string | undefined)[];
  /** A model that was trained without photos. */
  readonly trainedBlind?: readonly (string | undefined)[];
  /** The most frequent training answer of each type. */
  readonly majority?: readonly (string | undefined)[];
}

/** How good answers to the questions of a source, or of one type of it, are; photos are drawn for the intervals. */
export interface GroupScores {
  readonly source: string;
  /** `all` for the whole source. */
  readonly type: string;
  readonly questions: number;
  readonly photos: number;
  /** Annotators a question; with one the consensus measure is an exact match with articles dropped and numbers as digits. */
  readonly annotators: number;
  readonly exact: MeanScore;
  readonly consensus: MeanScore;
  /** Exact match of the other authors. */
  readonly blind?: MeanScore;
  readonly trainedBlind?: MeanScore;
  readonly majority?: MeanScore;
  /** Exact match of the model less that of the blind one, over the same draws. */
  readonly aboveBlind?: MeanScore;
}

/** Scores answers for every source, and for every type of each. */
export function scoreAnswers(questions: readonly AskedQuestion[], answers: AnswersByAuthor): GroupScores[] {
  return questionSources.flatMap((source) => {
    const places = [...questions.keys()].filter((index) => questions[index]?.source === source);
    const types = [...new Set(places.map((index) => (questions[index] as AskedQuestion).type))].sort();
    const parts = types.map((type) => ({ type, places: places.filter((index) => questions[index]?.type === type) }));
    const groups = [...(types.length === 1 ? [] : [{ type: 'all', places }]), ...parts];
    return groups
      .filter((group) => group.places.length > 0)
      .map((group) => scoreGroup(source, group.type, group.places, questions, answers));
  });
}

function scoreGroup(
  source: string,
  type: string,
  places: readonly number[],
  questions: readonly AskedQuestion[],
  { model, blind, trainedBlind, majority }: AnswersByAuthor,
): GroupScores {
  const chosen = places.map((place) => questions[place] as AskedQuestion);
  const judged = (answers: readonly (string | undefined)[], measure: typeof exactMatch) =>
    places.map((place, index) => {
      const answer = answers[place];
      return answer === undefined ? 0 : measure(answer, (chosen[index] as AskedQuestion).answers);
    });
  const exact = judged(model, exactMatch);
  const ofBlind = blind && judged(blind, exactMatch);
  const columns = Object.entries({
    exact,
    consensus: judged(model, consensus),
    blind: ofBlind,
    trainedBlind: trainedBlind && judged(trainedBlind, exactMatch),
    majority: majority && judged(majority, exactMatch),
    aboveBlind: ofBlind?.map((value, index) => (exact[index] as number) - value),
  }).filter((column): column is [string, number[]] => column[1] !== undefined);
  const photos = placesBy(chosen, ({ image }) => image);
  const scores = groupMeans(
    photos,
    columns.map(([, values]) => values),
  );
  return {
    source,
    type,
    questions: chosen.length,
    photos: photos.length,
    annotators: chosen.reduce((sum, { answers }) => sum + answers.length, 0) / chosen.length,
    ...(Object.fromEntries(columns.map(([name], index) => [name, scores[index]])) as {
      exact: MeanScore;
      consensus: MeanScore;
    }),
  };
}
