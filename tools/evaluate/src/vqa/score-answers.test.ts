import { describe, expect, it } from 'vitest';
import type { AskedQuestion } from './asked-question.js';
import { frequentAnswers } from './frequent-answers.js';
import { isHeldOut } from './held-out.js';
import { majorityAnswers } from './majority-answers.js';
import { scoreAnswers } from './score-answers.js';
import { divergence, swappedQuestions } from './sensitivity.js';

function asked(image: string, type: string, question: string, answer: string): AskedQuestion {
  return { image, question, answers: [answer], source: 'coco-qa', type };
}

const questions = [
  asked('1.jpg', 'color', 'what color?', 'red'),
  asked('1.jpg', 'object', 'what?', 'dog'),
  asked('2.jpg', 'color', 'what color?', 'blue'),
  asked('3.jpg', 'color', 'what color?', 'red'),
];

describe('scoreAnswers', () => {
  const groups = scoreAnswers(questions, {
    model: ['Red', 'dog', 'blue', undefined],
    blind: ['red', 'cat', 'red', 'red'],
    majority: ['red', 'dog', 'red', 'red'],
  });

  it('scores the source and each of its types', () => {
    expect(groups.map(({ type, questions, photos }) => [type, questions, photos])).toEqual([
      ['all', 4, 3],
      ['color', 3, 3],
      ['object', 1, 1],
    ]);
    expect(groups[0]).toMatchObject({ exact: { value: 0.75 }, blind: { value: 0.5 }, aboveBlind: { value: 0.25 } });
    expect(groups[1]).toMatchObject({ exact: { value: 2 / 3 }, blind: { value: 2 / 3 }, majority: { value: 2 / 3 } });
    expect(groups[0]).not.toHaveProperty('trainedBlind');
  });

  it('counts a missing answer as wrong, though people answered with nothing but a mark', () => {
    const [group] = scoreAnswers([asked('1.jpg', 'other', 'what is on the sign?', '?')], { model: [undefined] });
    expect(group).toMatchObject({ exact: { value: 0 }, consensus: { value: 0 } });
  });

  it('gives an interval that holds the value', () => {
    for (const { exact } of groups) {
      expect(exact.low).toBeLessThanOrEqual(exact.value);
      expect(exact.high).toBeGreaterThanOrEqual(exact.value);
    }
    expect(groups[1]?.exact.low).toBe(0);
  });
});

it('the majority answer is that of the source and type', () => {
  const training = [
    asked('a', 'color', 'q', 'red'),
    asked('b', 'color', 'q', 'red'),
    asked('c', 'color', 'q', 'blue'),
    asked('d', 'object', 'q', 'cat'),
  ];
  expect(majorityAnswers(training, [...questions, asked('e', 'number', 'q', 'two')])).toEqual([
    'red',
    'cat',
    'red',
    'red',
    undefined,
  ]);
  expect(frequentAnswers(training, (answer) => answer !== 'blue')).toEqual(
    new Map([
      ['color', ['red']],
      ['object', ['cat']],
    ]),
  );
});

it('a tenth of the DAQUAR photos is held out', () => {
  const held = Array.from({ length: 2000 }, (_, index) => isHeldOut(`daquar/image${index}.jpg`)).filter(Boolean);
  expect(held.length / 2000).toBeCloseTo(0.1, 1);
  // The first of the material that `int(sha1(image).hexdigest(), 16) % 10 == 0` in Python says so of.
  expect(['daquar/image1015.jpg', 'daquar/image1017.jpg', 'daquar/image102.jpg'].every(isHeldOut)).toBe(true);
});

describe('sensitivity', () => {
  it('swaps photos with the same question and different answers', () => {
    const swapped = swappedQuestions(questions, 10);
    expect(swapped).toHaveLength(1);
    const { question, own, other } = swapped[0] ?? {};
    expect(question).toBe('what color?');
    expect([own?.answers[0], other?.answers[0]].sort()).toEqual(['blue', 'red']);
    expect(swappedQuestions(questions, 0)).toEqual([]);
  });

  it('measures Kullback and Leibler’s divergence in nats', () => {
    expect(divergence([0.5, 0.5], [0.5, 0.5])).toBe(0);
    expect(divergence([1, 0], [0.5, 0.5])).toBeCloseTo(Math.log(2), 9);
    expect(divergence([0.75, 0.25], [0.25, 0.75])).toBeCloseTo(0.5 * Math.log(3), 12);
  });
});
