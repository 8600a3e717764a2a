import { countNgrams } from './ngrams.js';
import type { ScoredCaption } from './scored-caption.js';

/** Longest n-grams that BLEU counts. */
const bleuOrder = 4;

/** What one caption adds to the BLEU of a corpus; index `n - 1` is for n-grams. */
export interface BleuCounts {
  /** n-grams that a reference has too, each counted at most as often as in the reference that has it most. */
  readonly matches: readonly number[];
  readonly ngrams: readonly number[];
  readonly length: number;
  /** Of the reference closest in length, the shorter of two that are as close. */
  readonly referenceLength: number;
}

/** Counts for {@link bleu}, so that a resampled corpus needs no new counting. */
export function bleuCounts({ candidate, references }: ScoredCaption): BleuCounts {
  const sizes = Array.from({ length: bleuOrder }, (_, index) => index + 1);
  return {
    matches: sizes.map((size) => clippedMatches({ candidate, references }, size)),
    ngrams: sizes.map((size) => Math.max(0, candidate.length - size + 1)),
    length: candidate.length,
    referenceLength: closestLength(
      candidate.length,
      references.map(({ length }) => length),
    ),
  };
}

// The constants of coco-caption, which keep a corpus without matches off zero: https://github.com/tylin/coco-caption
const tiny = 1e-15;
const small = 1e-9;

/**
 * Corpus BLEU-1..4 with the brevity penalty against the closest reference length.
 *
 * Papineni et al., "BLEU: a Method for Automatic Evaluation of Machine Translation" (2002), smoothed as in coco-caption.
 */
export function bleu(corpus: readonly BleuCounts[]): number[] {
  const length = sum(corpus, (counts) => counts.length);
  const ratio = (length + tiny) / (sum(corpus, (counts) => counts.referenceLength) + small);
  const brevity = ratio < 1 ? Math.exp(1 - 1 / ratio) : 1;
  let product = 1;
  return Array.from({ length: bleuOrder }, (_, index) => {
    const matches = sum(corpus, (counts) => counts.matches[index] ?? 0);
    const ngrams = sum(corpus, (counts) => counts.ngrams[index] ?? 0);
    product *= (matches + tiny) / (ngrams + small);
    return product ** (1 / (index + 1)) * brevity;
  });
}

function clippedMatches({ candidate, references }: ScoredCaption, size: number): number {
  const counts = references.map((reference) => countNgrams(reference, size));
  let matches = 0;
  for (const [ngram, count] of countNgrams(candidate, size)) {
    matches += Math.min(count, Math.max(...counts.map((reference) => reference.get(ngram) ?? 0)));
  }
  return matches;
}

function closestLength(length: number, lengths: readonly number[]): number {
  return lengths.reduce((best, candidate) => {
    const difference = Math.abs(candidate - length) - Math.abs(best - length);
    return difference < 0 || (difference === 0 && candidate < best) ? candidate : best;
  });
}

function sum(corpus: readonly BleuCounts[], value: (counts: BleuCounts) => number): number {
  return corpus.reduce((total, counts) => total + value(counts), 0);
}
