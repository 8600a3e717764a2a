import { resolve } from 'node:path';
import type { VisualQuestionAnswerer } from '@crossattn/vqa';
import { shuffle } from '../captions/shuffle.js';
import type { AskedQuestion } from './asked-question.js';
import { exactForm } from './normalise-answer.js';

/** A question that was asked of two photos about which people answer differently. */
export interface SwappedQuestion {
  readonly question: string;
  readonly own: AskedQuestion;
  readonly other: AskedQuestion;
}

/** How far the photo moves the answer to a question. */
export interface Movement extends SwappedQuestion {
  /** Kullback-Leibler divergence from the other photo's distribution to the own photo's, in nats. */
  readonly divergence: number;
}

/** Movements above this many nats count. */
export const movedAbove = 0.1;

const mostFrequent = 100;

/**
 * Questions with the same words about two photos with different answers, the types taking turns, always the same ones.
 *
 * @param count - how many at most.
 */
export function swappedQuestions(questions: readonly AskedQuestion[], count: number): SwappedQuestion[] {
  const partners = new Map<string, AskedQuestion>();
  const byType = new Map<string, SwappedQuestion[]>();
  for (const own of shuffle(questions)) {
    const key = `${own.type}\n${own.question}`;
    const other = partners.get(key);
    if (other === undefined) partners.set(key, own);
    else if (exactForm(other.answers[0] ?? '') !== exactForm(own.answers[0] ?? '')) {
      partners.delete(key);
      byType.set(own.type, [...(byType.get(own.type) ?? []), { question: own.question, own, other }]);
    }
  }
  const turns = [...byType.values()].flatMap((pairs) => pairs.map((pair, turn) => ({ pair, turn })));
  return turns
    .sort((one, other) => one.turn - other.turn)
    .slice(0, count)
    .map(({ pair }) => pair);
}

/**
 * Measures how far another photo moves the answers.
 *
 * The distribution of a question is over whole answers: each of a set that both photos share (the 100 most frequent answers
 * to questions of its type, and what people answer about both photos), and one outcome for all other texts, which has the
 * remaining probability. Merging outcomes never raises a divergence, so that over all texts it is at least this large.
 *
 * @param answersOfType - known answers of each type, most frequent first, in words that the model has.
 */
export async function measureSensitivity(
  answerer: VisualQuestionAnswerer,
  folder: string,
  swapped: readonly SwappedQuestion[],
  answersOfType: ReadonlyMap<string, readonly string[]>,
  signal: AbortSignal,
): Promise<Movement[]> {
  const movements: Movement[] = [];
  for (const pair of swapped) {
    const known = answersOfType.get(pair.own.type) ?? [];
    const people = [pair.own, pair.other].flatMap(({ answers }) => answers.slice(0, 1));
    const candidates = [
      ...new Set([...known.slice(0, mostFrequent), ...people.filter((text) => known.includes(text))]),
    ];
    const [own, other] = await Promise.all(
      [pair.own, pair.other].map(async ({ image }) =>
        distribution(
          await answerer.answer({ image: resolve(folder, image), question: pair.question }, { candidates, signal }),
          candidates,
        ),
      ),
    );
    movements.push({ ...pair, divergence: divergence(own ?? [], other ?? []) });
  }
  return movements;
}

/** Probabilities of the candidates, then that of everything else. */
function distribution(
  answers: readonly { readonly answer: string; readonly logProbability: number }[],
  candidates: readonly string[],
): number[] {
  const found = new Map(answers.map(({ answer, logProbability }) => [answer, Math.exp(logProbability)]));
  const probabilities = candidates.map((candidate) => found.get(candidate) ?? 0);
  const rest = 1 - probabilities.reduce((sum, probability) => sum + probability, 0);
  return [...probabilities, rest];
}

const smallest = 1e-12;

/** Kullback-Leibler divergence of two distributions over the same outcomes, in nats. */
export function divergence(own: readonly number[], other: readonly number[]): number {
  return own.reduce((sum, probability, index) => {
    const p = Math.max(probability, smallest);
    return sum + p * Math.log(p / Math.max(other[index] ?? 0, smallest));
  }, 0);
}
