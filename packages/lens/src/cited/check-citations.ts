import { LensError } from '../lens-error.js';
import type { CitedAnswer } from './cited-answer.js';
import type { ReadPassage } from './read-passage.js';

/**
 * Whether answers and passages belong together.
 *
 * @throws LensError `missing-source`, `invalid-attention`
 */
export function checkCitations(answers: readonly CitedAnswer[], passages: readonly ReadPassage[]): void {
  for (const { answer, citations } of answers) {
    for (const { passage, start, end } of citations) {
      const length = passages[passage]?.text.length;
      if (length === undefined) {
        throw new LensError(
          'missing-source',
          `the answer "${answer}" cites passage ${passage}, but ${passages.length} passages were given`,
        );
      }
      if (!(start >= 0 && start <= end && end <= length)) {
        throw new LensError(
          'missing-source',
          `the answer "${answer}" cites ${start} to ${end} of passage ${passage}, which has ${length} characters`,
        );
      }
    }
  }
  for (const [index, { share, words }] of passages.entries()) {
    for (const value of [share, ...words.map(({ weight }) => weight)]) {
      if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
        throw new LensError('invalid-attention', `passage ${index}: expected weights of at least 0, got ${value}`);
      }
    }
  }
}
