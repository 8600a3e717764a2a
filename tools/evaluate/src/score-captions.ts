import { bleu, bleuCounts } from './metrics/bleu.js';
import { captionWords } from './metrics/caption-words.js';
import { cider } from './metrics/cider.js';
import { documentFrequencies } from './metrics/document-frequencies.js';
import { rougeL } from './metrics/rouge-l.js';
import type { ScoredCaption } from './metrics/scored-caption.js';
import { bootstrapIntervals, type Interval } from './statistics/bootstrap.js';
import { type CaptionStatistics, captionStatistics } from './statistics/caption-statistics.js';

/** A caption and what people wrote of the same photo. */
export interface CaptionPair {
  readonly caption: string;
  /** At least one. */
  readonly references: readonly string[];
}

/** Names of the metrics, in the order in which they are shown. */
export const metricNames = ['BLEU-1', 'BLEU-2', 'BLEU-3', 'BLEU-4', 'ROUGE-L', 'CIDEr', 'CIDEr-D'] as const;

export type MetricName = (typeof metricNames)[number];

/** A metric over the whole corpus with its bootstrap 95% interval. */
export interface MetricScore extends Interval {
  readonly value: number;
}

/** What {@link scoreCaptions} found. */
export interface CaptionScores {
  readonly metrics: Readonly<Record<MetricName, MetricScore>>;
  readonly statistics: CaptionStatistics;
}

/**
 * Scores captions against references: corpus BLEU, the mean of ROUGE-L, CIDEr and CIDEr-D, whose document frequencies
 * come from these references. Intervals draw photos anew and keep the document frequencies.
 *
 * @param pairs - at least one.
 */
export function scoreCaptions(pairs: readonly CaptionPair[]): CaptionScores {
  const corpus = pairs.map(
    ({ caption, references }): ScoredCaption => ({
      candidate: captionWords(caption),
      references: references.map(captionWords),
    }),
  );
  const frequencies = documentFrequencies(corpus.map(({ references }) => references));
  const counts = corpus.map(bleuCounts);
  const averaged = [
    corpus.map(rougeL),
    corpus.map((caption) => cider(caption, frequencies, 'CIDEr')),
    corpus.map((caption) => cider(caption, frequencies, 'CIDEr-D')),
  ];
  const measure = (indices: readonly number[]) => [
    ...bleu(pick(counts, indices)),
    ...averaged.map((scores) => mean(pick(scores, indices))),
  ];
  const values = measure([...pairs.keys()]);
  const intervals = bootstrapIntervals(pairs.length, measure);
  const scores = metricNames.map((name, index) => [name, { value: values[index], ...intervals[index] }]);
  return {
    metrics: Object.fromEntries(scores) as Record<MetricName, MetricScore>,
    statistics: captionStatistics(corpus.map(({ candidate }) => candidate)),
  };
}

function pick<Item>(items: readonly Item[], indices: readonly number[]): Item[] {
  return indices.map((index) => items[index] as Item);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
