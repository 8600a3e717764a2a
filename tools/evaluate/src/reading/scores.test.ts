import { describe, expect, it } from 'vitest';
import { scoreSources } from './answers/score-sources.js';
import { firstSentences, nearestSentences } from './answers/sentence-baselines.js';
import type { ReadOutcome } from './asking/read-outcome.js';
import type { ReadingPassage, ReadingQuestion } from './collection/reading-collection.js';
import { scoreDeclining } from './declining/score-declining.js';
import { type RetrievedQuestion, scoreRetrieval } from './retrieval/score-retrieval.js';

function passage(id: string, text = `text of ${id}`): ReadingPassage {
  return { id, title: id, text, source: 's' };
}

function question(own: ReadingPassage, answer: string, source = 'squad'): ReadingQuestion {
  return { id: `${own.id} ${answer}`, question: 'what?', answers: [{ text: answer, start: 0 }], passage: own, source };
}

function outcome(answer: string | null, more: Partial<ReadOutcome> = {}): ReadOutcome {
  return {
    answer,
    score: 0.5,
    span: answer ?? '',
    nowhere: answer === null ? 0.9 : 0.1,
    cited: 0,
    attended: 0,
    ...more,
  };
}

describe('scoreSources', () => {
  const [one, two] = [passage('1'), passage('2')];
  const questions = [
    question(one, 'red'),
    question(one, 'big dog'),
    question(two, 'blue'),
    question(two, 'x', 'fairy'),
  ];
  const [squad, fairy] = scoreSources(
    questions,
    [outcome('the red'), outcome('dog'), outcome(null, { span: 'blue' }), outcome('x')],
    { 'first sentence': ['red', 'none', 'blue', 'none'] },
  );

  it('counts a declined question as wrong, and its best text apart', () => {
    expect(squad).toMatchObject({ source: 'squad', questions: 3, passages: 2 });
    expect(squad?.exact.value).toBeCloseTo(1 / 3, 12);
    expect(squad?.f1.value).toBeCloseTo((1 + 2 / 3) / 3, 12);
    expect(squad?.spans.exact.value).toBeCloseTo(2 / 3, 12);
    expect(squad?.spans.f1.value).toBeCloseTo((1 + 2 / 3 + 1) / 3, 12);
    expect(squad?.declined.value).toBeCloseTo(1 / 3, 12);
  });

  it('keeps sources apart, with what needs no reader beside them', () => {
    expect(fairy).toMatchObject({ source: 'fairy', questions: 1, exact: { value: 1, low: 1, high: 1 } });
    expect(squad?.baselines['first sentence']?.exact.value).toBeCloseTo(2 / 3, 12);
    expect(fairy?.baselines['first sentence']?.f1.value).toBe(0);
  });
});

describe('baselines', () => {
  const own = passage('1', 'Ann sings. Bob likes red cars. The sky is blue.');
  const asked = [
    { ...question(own, 'red'), question: 'cars?' },
    { ...question(own, 'blue'), question: 'sky?' },
  ];

  it('the first sentence', () => expect(firstSentences(asked.slice(0, 1))[0]).toBe('Ann sings.'));

  it('the sentence nearest to the question', async () => {
    const words = ['cars', 'sky'];
    const embedder = {
      embed: async (texts: readonly string[]) => ({
        shape: [texts.length, 2],
        data: texts.flatMap((text) => words.map((word) => (text.includes(word) ? 1 : 0))),
      }),
    };
    expect(await nearestSentences(asked, embedder)).toEqual(['Bob likes red cars.', 'The sky is blue.']);
  });
});

it('scoreDeclining: rates, precision and area against the answerable', () => {
  const asked = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ question: question(passage(`${index}`), 'x'), passages: [] }));
  const scores = scoreDeclining(
    { name: 'own', asked: asked(4), outcomes: [outcome('x'), outcome('x'), outcome('x'), outcome(null)] },
    [
      { name: 'others', asked: asked(2), outcomes: [outcome(null), outcome(null)] },
      { name: 'hard', asked: asked(2), outcomes: [outcome(null), outcome('x')] },
    ],
  );
  expect(scores.answerable).toMatchObject({ name: 'own', questions: 4, declined: { value: 0.25 } });
  const [others, hard] = scores.unanswerable;
  expect(others).toMatchObject({ recall: 1, precision: 0.8, declined: { value: 1 } });
  // 0.9 lies above three of four and equals one; 0.1 equals three and lies below one.
  expect(others?.area).toBeCloseTo(7 / 8, 12);
  expect(hard).toMatchObject({ recall: 0.5, precision: 2 / 3 });
  expect(hard?.area).toBeCloseTo((3.5 + 1.5) / 8, 12);
  // Half of the weight is the answerable four, a quarter each kind. At 0.1: weights 3/8 that did not come and 1/8 that did;
  // at 0.9: 1/8 that did not come and 3/8 that did.
  expect(scores.calibrationError).toBeCloseTo(Math.abs(0.05 - 0.125) + Math.abs(0.45 - 0.375), 12);
});

describe('scoreRetrieval', () => {
  const gold = passage('gold', 'The car is red.');
  const copy = passage('copy', 'the car is  red.');
  const rival = passage('rival', 'A red rose.');
  const other = passage('other', 'Nothing.');
  const asked = question(gold, 'red');
  const retrieved = (
    found: RetrievedQuestion['found'],
    read: ReadOutcome,
    given = outcome('red'),
  ): RetrievedQuestion => ({ question: asked, found, read: 20, outcome: read, given });
  const scores = scoreRetrieval([
    retrieved([{ passage: gold, vectorRank: 1, textRank: 3 }, { passage: other }], outcome('red')),
    retrieved(
      [
        { passage: rival, vectorRank: 1 },
        { passage: copy, vectorRank: 6 },
      ],
      outcome('red', { attended: 0, cited: 1 }),
    ),
    retrieved([{ passage: other, textRank: 1 }], outcome('rose', { attended: 0 })),
    retrieved([{ passage: other }, { passage: gold, textRank: 15 }], outcome(null, { span: 'red', attended: 1 })),
  ]);

  it('compares with the passage given', () => {
    expect(scores).toMatchObject({ questions: 4, passagesRead: 20, declined: { value: 0.25 } });
    expect(scores.exact.value).toBe(0.5);
    expect(scores.spans.exact.value).toBe(0.75);
    expect(scores.given.f1.value).toBe(1);
    expect(scores.lost.value).toBe(0.5);
  });

  it('finds the passage, or one with the same text, up to each depth in each list', () => {
    const recall = (list: 'vectors' | 'words' | 'fused') => scores.recall[list].map(({ value }) => value);
    expect(recall('vectors')).toEqual([0.25, 0.25, 0.5, 0.5]);
    expect(recall('words')).toEqual([0, 0.25, 0.25, 0.5]);
    expect(recall('fused')).toEqual([0.25, 0.75, 0.75, 0.75]);
  });

  it('takes the copy that each list has first', () => {
    const found = [
      { passage: gold, textRank: 1, vectorRank: 12 },
      { passage: copy, textRank: 9, vectorRank: 1 },
    ];
    const { recall } = scoreRetrieval([retrieved(found, outcome('red'))]);
    expect(recall.vectors.map(({ value }) => value)).toEqual([1, 1, 1, 1]);
    expect(recall.words.map(({ value }) => value)).toEqual([1, 1, 1, 1]);
  });

  it('counts citations where the answer is right, and everywhere', () => {
    expect(scores.citations.right).toEqual({ questions: 2, attended: 0.5, cited: 1, foundFirst: 0.5, holdsAnswer: 1 });
    expect(scores.citations.all).toMatchObject({ questions: 4, attended: 0.5, foundFirst: 0.25, holdsAnswer: 0.75 });
  });
});
