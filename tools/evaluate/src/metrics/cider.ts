import { ciderOrder, type DocumentFrequencies } from './document-frequencies.js';
import { countNgrams } from './ngrams.js';
import type { ScoredCaption } from './scored-caption.js';

const sigma = 6;
const scaling = 10;

/** `CIDEr` compares tf-idf vectors by their cosine; `CIDEr-D` also clips counts and punishes another length. */
export type CiderVariant = 'CIDEr' | 'CIDEr-D';

/**
 * CIDEr or CIDEr-D of one caption, the mean over its references and over n-grams of 1 to 4 words, times 10.
 *
 * Vedantam et al., "CIDEr: Consensus-based Image Description Evaluation" (2015): equations 1 to 3, and 4 to 5 for D
 * (sigma 6). n-grams are words as they stand, not stems, as in coco-caption.
 */
export function cider(
  { candidate, references }: ScoredCaption,
  frequencies: DocumentFrequencies,
  variant: CiderVariant,
): number {
  const vector = weightedNgrams(candidate, frequencies);
  const total = references.reduce((sum, reference) => {
    const other = weightedNgrams(reference, frequencies);
    if (variant === 'CIDEr') return sum + similarity(vector, other, (weight) => weight);
    const difference = bigramCount(candidate) - bigramCount(reference);
    return sum + similarity(vector, other, Math.min) * Math.exp(-(difference ** 2) / (2 * sigma ** 2));
  }, 0);
  return (scaling * total) / references.length;
}

/** tf-idf weight by n-gram, a map for each size. */
type WeightedNgrams = readonly ReadonlyMap<string, number>[];

function weightedNgrams(words: readonly string[], { documents, frequency }: DocumentFrequencies): WeightedNgrams {
  return Array.from({ length: ciderOrder }, (_, index) => {
    const weights = [...countNgrams(words, index + 1)].map(([ngram, count]): [string, number] => [
      ngram,
      count * (Math.log(documents) - Math.log(Math.max(1, frequency.get(ngram) ?? 0))),
    ]);
    return new Map(weights);
  });
}

function similarity(
  candidate: WeightedNgrams,
  reference: WeightedNgrams,
  clip: (weight: number, other: number) => number,
): number {
  const cosines = candidate.map((weights, index) => {
    const others = reference[index] ?? new Map<string, number>();
    let product = 0;
    for (const [ngram, weight] of weights) {
      const other = others.get(ngram) ?? 0;
      product += clip(weight, other) * other;
    }
    const norms = norm(weights) * norm(others);
    return norms === 0 ? 0 : product / norms;
  });
  return cosines.reduce((sum, cosine) => sum + cosine, 0) / ciderOrder;
}

function norm(weights: ReadonlyMap<string, number>): number {
  return Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight ** 2, 0));
}

// coco-caption measures length in bigrams, which differs from words only for captions of one word or none.
function bigramCount(words: readonly string[]): number {
  return Math.max(0, words.length - 1);
}
