const starts = [
  'b',
  'd',
  'f',
  'gr',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'w',
  'br',
  'ch',
  'sh',
];
const ends = ['an', 'ed', 'il', 'on', 'um', 'ar', 'es', 'ing', 'ot', 'ay'];
const vocabulary = starts.flatMap((one) => ends.flatMap((middle) => starts.map((other) => `${one}${middle}${other}o`)));

const sentencesOfPassage = 8;
const wordsOfSentence = 14;
const wordsOfQuestion = 8;

/** Texts of made-up words, frequent ones and rare ones as in a language; the same ones every time. */
export function generatedTexts(
  passageCount: number,
  questionCount: number,
): { readonly passages: readonly string[]; readonly questions: readonly string[] } {
  const random = lehmer();
  const words = (count: number) => Array.from({ length: count }, () => wordOf(random()));
  const sentence = (count: number, end: string) => {
    const text = words(count).join(' ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
  };
  const passages = Array.from({ length: passageCount }, () =>
    Array.from({ length: sentencesOfPassage }, () => sentence(wordsOfSentence, '.')).join(' '),
  );
  return { passages, questions: Array.from({ length: questionCount }, () => sentence(wordsOfQuestion, '?')) };
}

/** Zipf's law: the probability of a word falls with its rank, so that the rank is about exponential in a uniform number. */
function wordOf(uniform: number): string {
  return vocabulary[Math.floor(vocabulary.length ** uniform) - 1] as string;
}

/** Lehmer's generator of uniform numbers in (0, 1). */
function lehmer(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
