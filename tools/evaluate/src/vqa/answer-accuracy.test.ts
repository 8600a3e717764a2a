import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consensus, exactMatch } from './answer-accuracy.js';
import { consensusForm, exactForm } from './normalise-answer.js';

describe('exact match', () => {
  it.each([
    ['Night stand.', 'night stand'],
    ['white , red', 'white, red'],
    ['  Yes! ', 'yes'],
  ])('takes %j and %j for the same', (answer, other) => expect(exactMatch(answer, [other])).toBe(1));

  it.each([
    ['a dog', 'dog'],
    ['two', '2'],
    ['red, white', 'white, red'],
    ['dogs', 'dog'],
    ['', 'dog'],
  ])('takes %j and %j for different', (answer, other) => expect(exactMatch(answer, [other])).toBe(0));

  it('takes what any annotator wrote', () => expect(exactMatch('cup', ['mug', 'cup'])).toBe(1));
});

describe('consensus', () => {
  it('drops articles and punctuation, and writes numbers in digits', () => {
    expect(consensusForm("The two dog's, a cat")).toBe('2 dogs cat');
    expect(consensus('two', ['2'])).toBe(1);
    expect(consensus('a dog', ['dog.'])).toBe(1);
    expect(consensus('dog', ['cat'])).toBe(0);
  });

  // Of n who agree among ten, leaving one of them out leaves n - 1, leaving another out leaves n.
  it.each([
    [0, 0],
    [1, (9 * (1 / 3)) / 10],
    [2, (2 * (1 / 3) + 8 * (2 / 3)) / 10],
    [3, (3 * (2 / 3) + 7) / 10],
    [4, 1],
    [10, 1],
  ])('with %i of ten annotators is %f', (agreeing, expected) => {
    const annotators = Array.from({ length: 10 }, (_, index) => (index < agreeing ? 'yes' : 'no idea'));
    expect(consensus('yes', annotators)).toBeCloseTo(expected, 12);
  });

  it('lies between 0 and 1, and never falls when one more agrees', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 }), (people) => {
        const scores = Array.from({ length: people + 1 }, (_, agreeing) =>
          consensus(
            'yes',
            Array.from({ length: people }, (_, index) => (index < agreeing ? 'yes' : 'no')),
          ),
        );
        expect(scores[0]).toBe(0);
        expect(scores.at(-1)).toBe(1);
        expect(scores.every((score, index) => index === 0 || score >= (scores[index - 1] ?? 0))).toBe(true);
      }),
    );
  });
});

it('the forms change nothing when applied again', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'the ', 'two', ' ', ',', '.', "'", 'B', '-') }), (text) => {
      expect(exactForm(exactForm(text))).toBe(exactForm(text));
    }),
  );
});
