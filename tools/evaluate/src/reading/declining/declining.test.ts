import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve } from './area-under-curve.js';
import { nowhereProbability, scoreOfProbability } from './calibration.js';
import { calibrationError } from './calibration-error.js';
import { bestCalibration, logLoss, type Margin, thresholdAt } from './fit-calibration.js';
import { evenly } from './forecast.js';
import { divider } from './halves.js';
import { noAnswerScores } from './no-answer-scores.js';

describe('areaUnderCurve', () => {
  // 0.9 lies above both; 0.4 above one and equal to the other.
  it('counts pairs, and ties half', () => expect(areaUnderCurve([0.9, 0.4], [0.1, 0.4])).toBe(3.5 / 4));

  it('is what comparing every pair gives', () => {
    const values = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, values, (higher, lower) => {
        const pairs = higher.flatMap((one) => lower.map((other) => (Math.sign(one - other) + 1) / 2));
        const mean = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;
        expect(areaUnderCurve(higher, lower)).toBeCloseTo(mean, 12);
      }),
    );
  });
});

it('noAnswerScores: precision as if there were as many of either kind', () => {
  const answerable = { declined: [true, false, false, false, false], nowhere: [0.6, 0.1, 0.2, 0.1, 0] };
  const unanswerable = { declined: [true, true, true, false, true], nowhere: [0.9, 0.8, 0.7, 0.15, 0.9] };
  const scores = noAnswerScores(answerable, unanswerable);
  expect(scores.recall).toBe(0.8);
  expect(scores.precision).toBeCloseTo(0.8, 12); // 0.8 / (0.8 + 0.2)
  expect(scores.area).toBe(23 / 25); // 0.15 lies below 0.6 and 0.2
  const twice = { declined: [...answerable.declined, ...answerable.declined], nowhere: [0, 0] };
  expect(noAnswerScores(twice, unanswerable).precision).toBeCloseTo(0.8, 12);
});

describe('calibrationError', () => {
  it('compares what was forecast with what came, bin by bin', () => {
    const forecasts = [
      { probability: 0.82, came: true, weight: 1 },
      { probability: 0.88, came: false, weight: 1 },
      { probability: 0.1, came: false, weight: 2 },
    ];
    // Bin of 0.8: mean 0.85 against 0.5, weight 2 of 4. Bin of 0.1: 0.1 against 0, weight 2 of 4.
    expect(calibrationError(forecasts)).toBeCloseTo(0.5 * 0.35 + 0.5 * 0.1, 12);
  });

  it('is 0 where as much came as was forecast, and has a place for certainty', () => {
    const forecasts = Array.from({ length: 10 }, (_, index) => ({ probability: 0.3, came: index < 3, weight: 1 }));
    expect(calibrationError(forecasts)).toBeCloseTo(0, 12);
    expect(calibrationError([{ probability: 1, came: true, weight: 1 }])).toBe(0);
    expect(calibrationError([{ probability: 1, came: false, weight: 1 }])).toBe(1);
  });

  it('lets sets of any size count alike', () => {
    const forecast = (came: boolean) => ({ probability: 0.5, came });
    const forecasts = evenly([[forecast(true)], [forecast(false), forecast(false), forecast(false)]]);
    expect(calibrationError(forecasts)).toBeCloseTo(0, 12);
  });
});

describe('the choice of a calibration', () => {
  it('puts the threshold where a share of the scores lies below', () => {
    const scores = Array.from({ length: 100 }, (_, index) => 99 - index);
    expect(thresholdAt(scores, 0.08)).toBe(8);
    expect(scores.filter((score) => score < 8)).toHaveLength(8);
    expect(thresholdAt([3, 1, 2], 0)).toBe(1);
  });

  it('finds the temperature that scores were drawn with', () => {
    // At each score as many are unanswerable as the probability of temperature 2.5 says.
    const margins: Margin[] = [];
    for (let score = -10; score <= 10; score += 0.5) {
      const nowhere = nowhereProbability(score, { threshold: 1, temperature: 2.5 });
      margins.push({ score, answerable: false, weight: nowhere }, { score, answerable: true, weight: 1 - nowhere });
    }
    const { threshold, temperature } = bestCalibration(margins, 1);
    expect(threshold).toBe(1);
    expect(Math.abs(Math.log(temperature / 2.5))).toBeLessThan(0.02);
    const at = (temperature: number) => logLoss(margins, { threshold: 1, temperature });
    expect(at(2.5)).toBeLessThan(Math.min(at(2.2), at(2.8)));
  });

  it('knows log losses by hand', () => {
    const margin = { score: 3, answerable: true, weight: 1 };
    expect(logLoss([margin], { threshold: 3, temperature: 1 })).toBeCloseTo(Math.log(2), 12);
    expect(logLoss([margin], { threshold: 1, temperature: 2 })).toBeCloseTo(Math.log(1 + Math.exp(-1)), 12);
    expect(logLoss([{ ...margin, score: -5000 }], { threshold: 0, temperature: 1 })).toBe(5000);
  });

  it('gets scores back from probabilities', () => {
    const calibration = { threshold: 1.25, temperature: 0.75 };
    fc.assert(
      fc.property(fc.double({ min: -15, max: 20, noNaN: true }), (score) => {
        expect(scoreOfProbability(nowhereProbability(score, calibration), calibration)).toBeCloseTo(score, 3);
      }),
    );
    expect(nowhereProbability(1.25, calibration)).toBe(0.5);
    expect(scoreOfProbability(1, calibration)).toBeLessThan(-20);
  });
});

it('divides passages in halves that share none, always alike', () => {
  const passages = Array.from({ length: 11 }, (_, index) => `p${index}`);
  const items = passages.flatMap((passage) => [`${passage} one`, `${passage} two`]);
  const passageOf = (item: string) => item.split(' ')[0] as string;
  const { chosenOn, measuredOn } = divider(passages, passageOf)(items);
  expect(chosenOn).toHaveLength(12);
  expect([...chosenOn, ...measuredOn].sort()).toEqual(items.toSorted());
  const chosen = new Set(chosenOn.map(passageOf));
  expect(measuredOn.some((item) => chosen.has(passageOf(item)))).toBe(false);
  expect(divider(passages.toReversed(), passageOf)(items)).toEqual({ chosenOn, measuredOn });
});
