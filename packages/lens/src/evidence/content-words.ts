import { compoundPrepositions, functionWords } from './function-words.js';

/**
 * Which words of a sentence mean something by themselves: all but English function words and the parts of compound
 * prepositions such as "in front of". Words of other languages count as meaningful.
 *
 * @param words - the words of one sentence in order, without punctuation
 */
export function contentWords(words: readonly string[]): boolean[] {
  const lower = words.map((word) => word.toLowerCase());
  const content = lower.map((word) => !functionWords.has(word));
  for (const preposition of compoundPrepositions) {
    for (let start = 0; start + preposition.length <= lower.length; start++) {
      if (preposition.every((word, index) => word === lower[start + index])) {
        content.fill(false, start, start + preposition.length);
      }
    }
  }
  return content;
}
