import { repeatsNgram } from '../metrics/ngrams.js';

/** What a set of captions is like, apart from whether they are right. */
export interface CaptionStatistics {
  readonly captions: number;
  /** How many of them differ. */
  readonly distinct: number;
  /** Share of captions in which some two words in a row come twice. */
  readonly repeatedBigram: number;
  /** Share of captions in which some three words in a row come twice. */
  readonly repeatedTrigram: number;
  /** Number of different words in all captions. */
  readonly vocabulary: number;
  /** Words a caption. */
  readonly meanLength: number;
}

/** Describes captions that are given as words. */
export function captionStatistics(captions: readonly (readonly string[])[]): CaptionStatistics {
  const share = (test: (words: readonly string[]) => boolean) => captions.filter(test).length / captions.length;
  return {
    captions: captions.length,
    distinct: new Set(captions.map((words) => words.join(' '))).size,
    repeatedBigram: share((words) => repeatsNgram(words, 2)),
    repeatedTrigram: share((words) => repeatsNgram(words, 3)),
    vocabulary: new Set(captions.flat()).size,
    meanLength: captions.reduce((sum, words) => sum + words.length, 0) / captions.length,
  };
}
