import type { ReadPassage } from './read-passage.js';

/** A word and its share of the attention that its passage got. */
export interface StrongWord {
  readonly word: string;
  readonly share: number;
}

/** The words of a passage that were looked at most, strongest first; those below one part in a hundred are left out. */
export function strongestWords({ text, words }: Pick<ReadPassage, 'text' | 'words'>, most = 3): StrongWord[] {
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  return [...words]
    .sort((one, other) => other.weight - one.weight)
    .slice(0, most)
    .map(({ start, end, weight }) => ({ word: text.slice(start, end), share: total > 0 ? weight / total : 0 }))
    .filter(({ share }) => share >= 0.01);
}
