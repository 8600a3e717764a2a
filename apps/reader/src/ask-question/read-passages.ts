import { CrossattnError } from '@crossattn/core';
import type { Answer, PassageAttention, Reader, ReadOptions } from '@crossattn/reading';
import type { StoredPassage } from '@crossattn/retrieval';
import type { AskedQuestion } from './asked-question.js';

/**
 * The answers that stand in passages that were found, and what the reader looked at in each. Passages in a script that
 * the model does not know, which full-text search may find, are left out.
 */
export async function readPassages(
  reader: Reader,
  question: string,
  found: readonly StoredPassage[],
  { topK, ...options }: ReadOptions & { readonly topK: number },
): Promise<Pick<AskedQuestion, 'answers' | 'passages'>> {
  // One more than wanted: "not in these passages" is among the answers, and is told apart.
  const read = (passages: readonly StoredPassage[]): Promise<Answer[]> =>
    reader.read({ question, passages: passages.map(({ text }) => text), topK: topK + 1, ...options });
  if (found.length === 0) return { answers: [], passages: [] };
  try {
    return attended(await read(found), found);
  } catch (error) {
    const known = found.filter(({ text }) => isReadable(reader, text));
    if (known.length === found.length) throw error;
    return known.length === 0 ? { answers: [], passages: [] } : attended(await read(known), known);
  }
}

function attended(answers: readonly Answer[], passages: readonly StoredPassage[]) {
  const attention = answers[0]?.attention.passages;
  return {
    answers,
    passages: passages.map((passage, index) => ({ passage, attention: attention?.[index] ?? unattended })),
  };
}

const unattended: PassageAttention = { weight: 0, words: [] };

function isReadable(reader: Reader, text: string): boolean {
  try {
    reader.encoder.prepare(text, { onTruncation: () => {} });
    return true;
  } catch (error) {
    if (error instanceof CrossattnError && (error.code === 'unknown-text' || error.code === 'empty-text')) return false;
    throw error;
  }
}
