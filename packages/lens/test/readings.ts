import type { CitationPage, CitedAnswer, ReadPassage, WeighedSpan } from '../src/index.js';

/** The words of a text, those named with their weights, the others with none. */
export function weighedWords(text: string, weights: Readonly<Record<string, number>>): WeighedSpan[] {
  return [...text.matchAll(/[\p{L}\p{N}'-]+/gu)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
    weight: weights[word] ?? 0,
  }));
}

/** Where some words stand in a text for the first time. */
function placeOf(text: string, words: string): { readonly start: number; readonly end: number } {
  const start = text.indexOf(words);
  if (start === -1) throw new Error(`"${words}" does not stand in "${text}"`);
  return { start, end: start + words.length };
}

const tower =
  'The Eiffel Tower was built by the company of Gustave Eiffel from 1887 to 1889. It is 330 metres tall and stands on the Champ de Mars.';
const fair =
  'Locally nicknamed "La dame de fer", it was the centrepiece of the 1889 World\u2019s Fair. Gustave Eiffel\u2019s engineers Maurice Koechlin and Émile Nouguier drew it first.';
const bread = 'Bread is made of flour, water and salt.';

export const passages: readonly ReadPassage[] = [
  {
    text: fair,
    document: 'notes/fair.md',
    title: 'World\u2019s Fair',
    start: 120,
    end: 120 + fair.length,
    share: 0.21,
    words: weighedWords(fair, { Maurice: 0.12, Gustave: 0.06, engineers: 0.02, drew: 0.01 }),
  },
  {
    text: tower,
    document: 'paris.pdf',
    page: 3,
    start: 0,
    end: tower.length,
    share: 0.64,
    words: weighedWords(tower, { Gustave: 0.5, Eiffel: 0.04, company: 0.08, built: 0.02 }),
  },
  { text: bread, document: 'bread.txt', share: 0.003, words: weighedWords(bread, { made: 0.003 }) },
];

export const answers: readonly CitedAnswer[] = [
  {
    answer: 'Gustave Eiffel',
    score: 0.71,
    citations: [
      { passage: 1, ...placeOf(tower, 'Gustave Eiffel') },
      { passage: 0, ...placeOf(fair, 'Gustave Eiffel') },
    ],
  },
  {
    answer: 'Maurice Koechlin and Émile Nouguier',
    score: 0.14,
    citations: [{ passage: 0, ...placeOf(fair, 'Maurice Koechlin and Émile Nouguier') }],
  },
  { answer: null, score: 0.09, citations: [] },
  {
    answer: 'the company of Gustave Eiffel',
    score: 0.06,
    citations: [{ passage: 1, ...placeOf(tower, 'the company of Gustave Eiffel') }],
  },
];

/** A question that was answered from two of three passages. */
export const answered: CitationPage = { question: 'Who built the Eiffel Tower?', answers, passages };

/** The same question, declined. */
export const declined: CitationPage = {
  ...answered,
  answers: [
    { answer: null, score: 0.9, citations: [] },
    ...answers.filter(({ answer }) => answer === 'Gustave Eiffel'),
  ],
};
