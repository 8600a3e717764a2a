import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tally } from '../facts/tally.js';
import { flattenAnswers } from './flatten-answers.js';
import { createRandom } from './random.js';

it('leaves no answer more than its share, and touches no rare one', () => {
  const answers = fc.array(fc.nat(9), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(answers, fc.nat(), (drawn, seed) => {
      const items = drawn.map((value) => ({ answer: String(value) }));
      const kept = flattenAnswers(items, 0.3, createRandom(seed));
      const before = tally(items.map(({ answer }) => answer));
      const after = tally(kept.map(({ answer }) => answer));
      const largest = Math.max(...after.values());
      expect(largest === 1 || largest <= 0.3 * kept.length).toBe(true);
      for (const [answer, count] of before) expect(after.get(answer)).toBe(Math.min(count, largest));
    }),
  );
});
