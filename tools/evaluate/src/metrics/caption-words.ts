const letter = '[\\p{L}\\p{N}]';
const end = `(?!${letter})`;

// In order: the part of "don't" before the clitic, clitics, and words that hyphens and points may hold together.
const word = new RegExp(
  [`${letter}+(?=n't${end})`, `n't${end}`, `'(?:s|re|ve|ll|d|m)${end}`, `${letter}+(?:[-.]${letter}+)*`].join('|'),
  'gu',
);

/**
 * The words of a caption as the caption metrics count them: lower case, without punctuation. Hyphens and points inside a
 * word stay, and the clitics `'s 're 've 'll 'd 'm n't` are words of their own, as in the Penn Treebank.
 */
export function captionWords(caption: string): string[] {
  return caption.toLowerCase().replaceAll('’', "'").match(word) ?? [];
}
