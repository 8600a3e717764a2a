import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../statistics/mulberry32.js';
import type { ReadingQuestion } from '../collection/reading-collection.js';
import { nowhereProbability } from './calibration.js';
import { chooseCalibration } from './choose-calibration.js';
import type { ReadQuestions } from './score-declining.js';

const current = { threshold: 2, temperature: 3 };
const random = mulberry32(7);

/** Questions to 400 passages whose best spans have scores around a mean, as a reader with the current calibration gives them. */
function kind(name: string, mean: number): ReadQuestions {
  const scores = Array.from({ length: 4000 }, () => {
    const uniform = random();
    return mean + Math.log(uniform / (1 - uniform));
  });
  return {
    name,
    asked: scores.map((_, index) => ({
      question: { passage: { id: `p${index % 400}` } } as ReadingQuestion,
      passages: [],
    })),
    outcomes: scores.map((score) => {
      const nowhere = nowhereProbability(score, current);
      return {
        answer: nowhere > 0.5 ? null : 'x',
        span: 'x',
        score: 0.5,
        nowhere,
        cited: 0,
        attended: 0,
      };
    }),
  };
}

describe('chooseCalibration', () => {
  const choice = chooseCalibration(kind('own', 6), [kind('others', 0), kind('hard', 3)], current, 0.08);

  it('declines the share that was aimed at, where it was not chosen on too', () => {
    // The logistic distribution around 6 has 8% below 6 + log(0.08 / 0.92).
    expect(choice.chosen.threshold).toBeCloseTo(6 + Math.log(0.08 / 0.92), 0);
    const [own, others, hard] = choice.after.declined;
    expect(own).toMatchObject({ name: 'own', questions: 2000 });
    expect(Math.abs((own?.share ?? 0) - 0.08)).toBeLessThan(0.02);
    // 1 / (1 + exp(0 - 3.56)) and 1 / (1 + exp(3 - 3.56)).
    expect(Math.abs((others?.share ?? 0) - 0.972)).toBeLessThan(0.02);
    expect(Math.abs((hard?.share ?? 0) - 0.636)).toBeLessThan(0.04);
  });

  it('is better calibrated than what it replaces', () => {
    expect(choice.before.threshold).toBe(2);
    expect(choice.after.calibrationError).toBeLessThan(choice.before.calibrationError);
  });

  it('shows what other aims would give', () => {
    const thresholds = choice.alternatives.map(({ threshold }) => threshold);
    expect(thresholds).toEqual(thresholds.toSorted((one, other) => one - other));
    expect(choice.alternatives.map(({ aim }) => aim)).toEqual([0.04, 0.06, 0.08, 0.1]);
    expect(choice.alternatives[2]?.declined).toEqual(choice.after.declined);
  });
});
