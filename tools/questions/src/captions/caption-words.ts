/** Compounds whose parts say something else than the whole. */
const compounds: readonly (readonly [RegExp, string])[] = [
  [/\bhot dog(s?)\b/g, 'hotdog$1'],
  [/\bcorn dog(s?)\b/g, 'corndog$1'],
  [/\bteddy bear(s?)\b/g, 'teddybear$1'],
  [/\b(?:stuffed|toy) (animal|bear|dog|cat|elephant|giraffe|horse)(s?)\b/g, 'stuffed-toy$2'],
  [/\bcell phone(s?)\b/g, 'cellphone$1'],
  [/\bfire ?hydrant(s?)\b/g, 'hydrant$1'],
  [/\bt[ -]shirt(s?)\b/g, 't-shirt$1'],
  [/\bno one\b/g, 'nobody'],
  [/\bdirt bike(s?)\b/g, 'dirtbike$1'],
  [/\bmotor bike(s?)\b/g, 'motorbike$1'],
  [/\bmotor cycle(s?)\b/g, 'motorcycle$1'],
  [/\bhorse-?back\b/g, 'horseback'],
  [/\b(?:black and white|white and black)\b/g, 'black-and-white'],
  [
    /\b(brown|tan|black|white|gray|grey|red|blue|yellow|green|orange|pink|purple) and (brown|tan|black|white|gray|grey|red|blue|yellow|green|orange|pink|purple)\b/g,
    '$1-and-$2',
  ],
];

const word = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*|,/gu;

/** The words of a caption in lower case, commas among them, with compounds as one word. */
export function captionWords(caption: string): string[] {
  const text = compounds.reduce((sofar, [pattern, whole]) => sofar.replace(pattern, whole), caption.toLowerCase());
  return text.match(word) ?? [];
}
