import { type PassageAttention, type Reader, type ReadOptions, rankPriors } from '@crossattn/reading';
import type { StoredPassage } from '@crossattn/retrieval';
import type { AskedQuestion } from './asked-question.js';

/** The answers that stand in passages that were found, those of the first ones being likelier, and what the reader looked at in each. */
export async function readPassages(
  reader: Reader,
  question: string,
  found: readonly StoredPassage[],
  { topK, ...options }: ReadOptions & { readonly topK: number },
): Promise<Pick<AskedQuestion, 'answers' | 'passages'>> {
  if (found.length === 0) return { answers: [], passages: [] };
  const texts = found.map(({ text }) => text);
  const priors = rankPriors(found.length);
  // One more than wanted: "not in these passages" is among the answers, and is told apart.
  const answers = await reader.read({ question, passages: texts, priors, topK: topK + 1, ...options });
  const attention = answers[0]?.attention.passages;
  return {
    answers,
    passages: found.map((passage, index) => ({ passage, attention: attention?.[index] ?? unattended })),
  };
}

const unattended: PassageAttention = { weight: 0, words: [] };
