import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exhaustiveSearch } from '../../test/exhaustive-search.js';
import { toyPlan } from '../../test/toy-plan.js';
import { hashedModel, type ToyModel, ToyStepper } from '../../test/toy-stepper.js';
import { beamSearch } from './beam-search.js';
import { generateRows } from './generate-rows.js';
import type { Generation } from './generation.js';
import { bestReachableScore, lengthNormalisedScore } from './length-penalty.js';

const ids = (text: Generation) => text.tokens.map((token) => token.id);

describe('beamSearch', () => {
  it('finds the best texts of all when the beams hold every prefix', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          vocabulary: fc.integer({ min: 2, max: 4 }),
          source: fc.integer({ min: 0, max: 10_000 }),
          lengthPenalty: fc.constantFrom(-0.5, 0, 0.6, 1, 2),
          noRepeatNgram: fc.integer({ min: 0, max: 3 }),
          minTokens: fc.integer({ min: 0, max: 2 }),
          maxTokens: fc.integer({ min: 2, max: 4 }),
          candidates: fc.integer({ min: 1, max: 6 }),
        }),
        async ({ vocabulary, source, ...changes }) => {
          const model: ToyModel = (_, tokens) => hashedModel(vocabulary)(source, tokens);
          const plan = toyPlan({ ...changes, beams: vocabulary ** changes.maxTokens });
          const expected = exhaustiveSearch(model, vocabulary, 0, [1], plan).slice(0, plan.candidates);
          fc.pre(expected.length > 0);
          const [found = []] = await beamSearch(new ToyStepper(vocabulary, model), { prompts: [[1]], plan });
          expect(found.map(({ score }) => score)).toEqual(expected.map(({ score }) => expect.closeTo(score, 10)));
          expect(found.map(ids)).toEqual(expected.map((text) => text.ids));
        },
      ),
      { numRuns: 300 },
    );
  });

  /** The likeliest first word leads nowhere: greedy takes it, two beams do not. */
  const trap: ToyModel = (_, tokens) => {
    const path = tokens.slice(1).join();
    if (path === '') return [0.01, 0.54, 0.45];
    if (path === '1') return [0.34, 0.33, 0.33];
    return path === '2' ? [0.98, 0.01, 0.01] : [0.9, 0.05, 0.05];
  };

  it('finds what greedy misses', async () => {
    const plan = toyPlan({ lengthPenalty: 0 });
    const greedy: Generation[] = [];
    for await (const part of generateRows(new ToyStepper(3, trap), { prompts: [[1]], plan })) {
      if (part.type === 'generation-end') greedy.push(part.generation);
    }
    expect(greedy.map(ids)).toEqual([[1]]);
    const [best = []] = await beamSearch(new ToyStepper(3, trap), { prompts: [[1]], plan: { ...plan, beams: 2 } });
    expect(best.map(ids)).toEqual([[2]]);
    expect(best[0]?.logProbability).toBeCloseTo(Math.log(0.45 * 0.98), 6);
  });

  /** A short text ends early; a longer one, likelier a token, only ends three steps later. */
  const patient: ToyModel = (_, tokens) => {
    const path = tokens.slice(1);
    if (path.length === 0) return [0.2, 0.79, 0.01];
    return path.length < 4 ? [0.02, 0.97, 0.01] : [0.98, 0.01, 0.01];
  };

  it('does not take the first text that ends while a live beam can still beat it', async () => {
    const plan = toyPlan({ beams: 2, maxTokens: 8 });
    const stepper = new ToyStepper(3, patient);
    const [best = []] = await beamSearch(stepper, { prompts: [[1]], plan });
    expect(best.map(ids)).toEqual([[1, 1, 1, 1]]);
  });

  it('stops as soon as no live beam can beat what is finished', async () => {
    const certain: ToyModel = (_, tokens) => (tokens.length === 1 ? [0.999, 0.0005, 0.0005] : [0.1, 0.45, 0.45]);
    const stepper = new ToyStepper(3, certain);
    await beamSearch(stepper, { prompts: [[1]], plan: toyPlan({ beams: 2, maxTokens: 50 }) });
    expect(stepper.steps).toHaveLength(1);
  });

  it('searches each memory of a batch as if it were alone, and lets finished ones go', async () => {
    const model = hashedModel(9);
    const plan = toyPlan({ beams: 3, maxTokens: 7, noRepeatNgram: 2, lengthPenalty: 0 });
    const prompts = [[1], [2, 3], [4], [5, 6, 7]];
    const stepper = new ToyStepper(9, model);
    const together = await beamSearch(stepper, { prompts, plan });
    for (const [item, prompt] of prompts.entries()) {
      const moved: ToyModel = (_, tokens) => model(item, tokens);
      const [alone] = await beamSearch(new ToyStepper(9, moved), { prompts: [prompt], plan });
      expect(together[item]).toEqual(alone);
    }
    const sizes = stepper.steps.map((rows) => rows.length);
    expect(sizes[0]).toBe(4);
    expect(sizes[1]).toBe(12);
    expect(Math.min(...sizes.slice(1))).toBeLessThan(12);
  });

  it('orders candidates by score and gives each the maps of its own path', async () => {
    const plan = toyPlan({ beams: 4, candidates: 4, attention: true, maxTokens: 4 });
    const [found = []] = await beamSearch(new ToyStepper(6, hashedModel(6)), { prompts: [[3]], plan });
    expect(found).toHaveLength(4);
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
    for (const text of found) {
      const read = [3, ...ids(text)];
      text.tokens.forEach((token, index) => {
        expect([...(token.attention?.data ?? [])]).toEqual([0, index + 1, read[index]]);
      });
    }
  });

  it('says so when no text may end or go on', async () => {
    const plan = toyPlan({ beams: 2, banned: [0, 2], noRepeatNgram: 1, maxTokens: 4 });
    await expect(beamSearch(new ToyStepper(3, trap), { prompts: [[1]], plan })).rejects.toMatchObject({
      code: 'no-token-left',
    });
  });

  it('stops when the signal aborts', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const stepper = new ToyStepper(3, (source, tokens) => {
      if (tokens.length === 3) controller.abort(reason);
      return patient(source, tokens);
    });
    const plan = toyPlan({ beams: 2, maxTokens: 8, signal: controller.signal });
    await expect(beamSearch(stepper, { prompts: [[1]], plan })).rejects.toBe(reason);
    expect(stepper.steps).toHaveLength(3);
  });
});

describe('length penalty', () => {
  it('divides by a power of the length', () => {
    expect(lengthNormalisedScore(-6, 4, 0)).toBe(-6);
    expect(lengthNormalisedScore(-6, 4, 1)).toBe(-1.5);
    expect(lengthNormalisedScore(-6, 4, 0.5)).toBe(-3);
    expect(lengthNormalisedScore(0, 0, 1)).toBe(0);
  });

  it('bounds every score that a text can still reach', () => {
    const sums = fc.double({ min: -50, max: 0, noNaN: true });
    fc.assert(
      fc.property(
        sums,
        sums,
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (a, b, n, p) => {
          const bound = bestReachableScore(a, 5, 25, p);
          expect(lengthNormalisedScore(a + b, 4 + n, p)).toBeLessThanOrEqual(bound + 1e-12);
        },
      ),
    );
  });
});
