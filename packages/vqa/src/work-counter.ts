import type { VqaStatistics } from './vqa-statistics.js';

/** Counts the work of an answerer. */
export class WorkCounter implements VqaStatistics {
  photosEncoded = 0;
  photosProjected = 0;
  questionsEncoded = 0;

  /** The numbers as they are now. */
  snapshot(): VqaStatistics {
    const { photosEncoded, photosProjected, questionsEncoded } = this;
    return { photosEncoded, photosProjected, questionsEncoded };
  }
}
