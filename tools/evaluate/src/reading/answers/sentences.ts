const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentences of a text that hold a letter or digit, without white space around them. */
export function sentencesOf(text: string): string[] {
  return [...segmenter.segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}
