import type { PassageAttention, Reader, ReadOptions } from '@crossattn/reading';
import type { StoredPassage } from '@crossattn/retrieval';
import type { AskedQuestion, AttendedPassage } from './asked-question.js';

/** The answers that stand in passages that were found, and what the reader looked at in each; nothing where there are none. */
export async function readPassages(
  reader: Reader,
  question: string,
  passages: readonly StoredPassage[],
  { topK, ...options }: ReadOptions & { readonly topK: number },
): Promise<Pick<AskedQuestion, 'answers' | 'passages'>> {
  if (passages.length === 0) return { answers: [], passages: [] };
  // One more than wanted: "not in these passages" is among the answers, and is told apart.
  const request = { question, passages: passages.map(({ text }) => text), topK: topK + 1, ...options };
  const answers = await reader.read(request);
  const attended = passages.map((passage, index): AttendedPassage => {
    return { passage, attention: answers[0]?.attention.passages[index] ?? unattended };
  });
  return { answers, passages: attended };
}

const unattended: PassageAttention = { weight: 0, words: [] };
