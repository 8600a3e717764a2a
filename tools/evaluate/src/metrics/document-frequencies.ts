import { countNgrams } from './ngrams.js';

/** Longest n-grams that CIDEr counts. */
export const ciderOrder = 4;

/** In how many photos' references each n-gram occurs. */
export interface DocumentFrequencies {
  readonly documents: number;
  readonly frequency: ReadonlyMap<string, number>;
}

/** Counts in how many photos' references each n-gram of 1 to 4 words occurs. */
export function documentFrequencies(references: readonly (readonly (readonly string[])[])[]): DocumentFrequencies {
  const frequency = new Map<string, number>();
  for (const captions of references) {
    const seen = new Set<string>();
    for (let size = 1; size <= ciderOrder; size++) {
      for (const words of captions) for (const ngram of countNgrams(words, size).keys()) seen.add(ngram);
    }
    for (const ngram of seen) frequency.set(ngram, (frequency.get(ngram) ?? 0) + 1);
  }
  return { documents: references.length, frequency };
}
