import { describe, expect, it } from 'vitest';
import { chooseAnswers } from './choose-answers.js';
import { normalizedAnswer, saysSomething } from './normalized-answer.js';
import { PassageWords } from './passage-words.js';
import { readPassage } from './read-passage.js';
import { trimmedSpan } from './trimmed-span.js';

/** The pieces of a text, divided by bars in a copy of it. */
function piecesOf(divided: string) {
  let offset = 0;
  const text = divided.replaceAll('|', '');
  const pieces = divided.split('|').flatMap((part) => {
    const start = offset + part.length - part.trimStart().length;
    offset += part.length;
    return part.trim() === '' ? [] : [{ start, end: start + part.trim().length }];
  });
  return { text, pieces: pieces.map((piece, number) => ({ ...piece, number })) };
}

describe('words of a passage', () => {
  it.each([
    ['un|believ|able| stor|ies|,| "|quo|ted|"', ['unbelievable', 'stories', ',', '"', 'quoted', '"']],
    ['Mül|ler|-|Lü|den', ['Müller', '-', 'Lüden']],
    ['東|京|タワー', ['東', '京', 'タワー']],
    ['a| 👍🏽|!| 5|°', ['a', '👍🏽', '!', '5°']],
    ['it|.|\r\n\t|So', ['it', '.', 'So']],
  ])('%s', (divided, expected) => {
    const { text, pieces } = piecesOf(divided);
    const { words } = new PassageWords(text, pieces);
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  it('know which piece is theirs; pieces that share a character are one word', () => {
    const words = new PassageWords('犬 dogs', [
      { start: 0, end: 1 },
      { start: 0, end: 1 },
      { start: 2, end: 5 },
      { start: 5, end: 6 },
    ]);
    expect(words.words).toHaveLength(2);
    expect([0, 1, 2, 3].map((piece) => words.wordOf(piece))).toEqual([0, 0, 1, 1]);
  });
});

describe('answers that are the same', () => {
  it.each([
    ['The Eiffel Tower', 'eiffel tower'],
    ['an  "answer",', 'Answer'],
    ['D.C.', 'dc'],
  ])('%s, %s', (one, other) => expect(normalizedAnswer(one)).toBe(normalizedAnswer(other)));

  it.each([
    ['1889', '1887'],
    ['Müller', 'Muller'],
    ['Andréa', 'André'],
    ['aß', 'ß'],
  ])('but not %s, %s', (one, other) => expect(normalizedAnswer(one)).not.toBe(normalizedAnswer(other)));
});

describe('an answer that says nothing', () => {
  it.each(['.', 'The', ', a "', 'the. An', '…', '—', '“', ' ', ''])('%s', (nothing) =>
    expect(saysSomething(nothing)).toBe(false),
  );

  it.each(['0', 'x', '東', 'ᏣᎳᎩ', '£', 'π', '👍🏽', 'the 1', 'and'])('but not %s', (something) =>
    expect(saysSomething(something)).toBe(true),
  );
});

describe('ends of an answer', () => {
  it.each([
    ['Paris,', 'Paris'],
    ['(Paris', 'Paris'],
    ['Paris)', 'Paris'],
    ['"Paris', 'Paris'],
    ['“Paris', 'Paris'],
    [', ("Paris', 'Paris'],
    ['"Le Monde"', '"Le Monde"'],
    ['Paris (France)', 'Paris (France)'],
    ['Washington, D.C.', 'Washington, D.C.'],
    ['$1.5 million', '$1.5 million'],
    ['30%', '30%'],
    [',', ','],
    ['"', '"'],
    [' x ', 'x'],
  ])('%s -> %s', (text, expected) => {
    const { start, end } = trimmedSpan(text, { start: 0, end: text.length });
    expect(text.slice(start, end)).toBe(expected);
  });
});

it('an answer with a long gap in it takes no longer to trim', { timeout: 5000 }, () => {
  const text = `, Bob${' '.repeat(300_000)}Smith; `;
  expect(trimmedSpan(text, { start: 0, end: text.length })).toEqual({ start: 2, end: text.length - 2 });
});

describe('windows of a passage', () => {
  const { text, pieces } = piecesOf('un|believ|able| stor|ies| of| the| sea');
  const read = readPassage(text, 0, [
    {
      pieces: pieces.slice(0, 5),
      scores: [0, 1, 2, 3, 4],
      spans: [
        { first: 1, last: 1, score: 1 },
        { first: 3, last: 3, score: 5 },
      ],
    },
    {
      pieces: pieces.slice(3),
      scores: [5, 2, 1, 0, -1],
      spans: [
        { first: 0, last: 1, score: 4 },
        { first: 2, last: 4, score: 3 },
        { first: 4, last: 4, score: 2 },
      ],
    },
  ]);

  it('count a piece once, with the better score', () => {
    expect(read.words.map(({ start, end }) => text.slice(start, end))).toEqual([
      'unbelievable',
      'stories',
      'of',
      'the',
      'sea',
    ]);
    const [first, second, ...others] = read.wordScores as [number, number, ...number[]];
    expect(first).toBeCloseTo(Math.log(1 + Math.exp(1) + Math.exp(2)), 10);
    expect(second).toBeCloseTo(Math.log(Math.exp(5) + Math.exp(4)), 10);
    expect(others).toEqual([1, 0, -1]);
  });

  it('give answers of whole words that do not overlap', () => {
    expect(read.spans).toEqual([
      { first: 1, last: 1, score: 5 },
      { first: 2, last: 4, score: 3 },
      { first: 0, last: 0, score: 1 },
    ]);
  });
});

describe('spans that say nothing', () => {
  const { text, pieces } = piecesOf('The| tower| of| 1889|.');
  const span = (first: number, last: number, score: number) => ({ first, last, score });
  const windowOf = (...spans: ReturnType<typeof span>[]) => ({ pieces, scores: [9, 0, 0, 0, 9], spans });

  it('are dropped, and stand in the way of none that says something', () => {
    const read = readPassage(text, 0, [windowOf(span(4, 4, 9), span(0, 0, 8), span(3, 4, 7))]);
    expect(read.spans).toEqual([span(3, 4, 7)]);
    const [best] = chooseAnswers([read], { threshold: 0, temperature: 1 });
    expect(best?.answer).toBe('1889.');
  });

  it('leave nothing but "not in these passages" where there are no others', () => {
    const read = readPassage(text, 0, [windowOf(span(4, 4, 9), span(0, 0, 8))]);
    const answers = chooseAnswers([read], { threshold: 0, temperature: 1 });
    expect(answers).toMatchObject([{ answer: null, score: 1, citations: [] }]);
  });
});

describe('the choice', () => {
  const passage = (text: string, spans: readonly [number, number, number][], prior = 0) => {
    const words = [...text.matchAll(/\w+/g)].map(({ index, 0: word }) => ({ start: index, end: index + word.length }));
    return {
      text,
      prior,
      words,
      wordScores: words.map(() => -2),
      spans: spans.map(([first, last, score]) => ({ first, last, score })),
    };
  };
  const calibration = { threshold: 1, temperature: 2 };

  it('is calibrated by the best score; answers share the rest, equal ones together', () => {
    const passages = [
      passage('the tower in Paris', [[3, 3, 2]]),
      passage('Paris or Rome', [
        [0, 0, 2],
        [2, 2, 1],
      ]),
    ];
    const answers = chooseAnswers(passages, calibration);
    const none = 1 / (1 + Math.exp(0.5));
    const total = 2 + Math.exp(-1);
    expect(answers.map(({ answer }) => answer)).toEqual(['Paris', null, 'Rome']);
    expect(answers[0]?.score).toBeCloseTo(((1 - none) * 2) / total, 10);
    expect(answers[1]?.score).toBeCloseTo(none, 10);
    expect(answers[2]?.score).toBeCloseTo(((1 - none) * Math.exp(-1)) / total, 10);
    expect(answers[0]?.citations).toMatchObject([
      { passage: 0, start: 13, end: 18 },
      { passage: 1, start: 0, end: 5 },
    ]);
  });

  it('weighs answers and attention by the priors of their passages, but not whether there is one', () => {
    const spans = [[0, 0, 2]] as [number, number, number][];
    const [paris, none, rome] = chooseAnswers(
      [passage('Rome', spans, -Math.log(4)), passage('Paris', spans)],
      calibration,
    );
    expect([paris?.answer, none?.answer, rome?.answer]).toEqual(['Paris', null, 'Rome']);
    expect(none?.score).toBeCloseTo(1 / (1 + Math.exp(0.5)), 10);
    expect((paris?.score as number) / (rome?.score as number)).toBeCloseTo(4, 10);
    const [first, second] = paris?.attention.passages ?? [];
    expect((second?.weight as number) / (first?.weight as number)).toBeCloseTo(4, 10);
    const best = [passage('Rome', [[0, 0, 9]], -Math.log(1e9)), passage('Paris', [[0, 0, 0.9]])];
    expect(chooseAnswers(best, calibration)[0]?.answer).toBe('Paris');
  });

  it('declines below the threshold', () => {
    expect(chooseAnswers([passage('Paris', [[0, 0, 0.9]])], calibration)[0]?.answer).toBeNull();
    expect(chooseAnswers([passage('Paris', [[0, 0, 1.1]])], calibration)[0]?.answer).toBe('Paris');
  });

  it('answers where an answer is likelier than none, however many rivals share that', () => {
    const rivals = [0, 1, 2, 3].map((index) => passage(`tower ${index}`, [[1, 1, 1.1]]));
    const answers = chooseAnswers(rivals, calibration);
    expect(answers.map(({ answer }) => answer)).toEqual(['0', null, '1', '2', '3']);
    expect(answers[1]?.score).toBeLessThan(0.5);
    expect(answers[0]?.score).toBeLessThan(answers[1]?.score as number);
  });

  it('stays finite for scores of any size', () => {
    for (const score of [-1e6, -800, 800, 1e6]) {
      const sum = chooseAnswers(
        [
          passage('Paris or Rome', [
            [0, 0, score],
            [2, 2, -score],
          ]),
        ],
        calibration,
      );
      expect(sum.reduce((all, answer) => all + answer.score, 0)).toBeCloseTo(1, 10);
    }
  });

  it('spreads its attention over all words and nowhere', () => {
    const [{ attention }] = chooseAnswers([passage('a b', []), passage('c', [])], calibration) as [never];
    const share = Math.exp(-2) / (3 * Math.exp(-2) + 1);
    expect(attention).toMatchObject({ passages: [{ words: [{}, {}] }, { words: [{ start: 0, end: 1 }] }] });
    const { nowhere, passages } = attention as { nowhere: number; passages: { weight: number }[] };
    expect(nowhere).toBeCloseTo(1 - 3 * share, 10);
    expect(passages[0]?.weight).toBeCloseTo(2 * share, 10);
  });
});
