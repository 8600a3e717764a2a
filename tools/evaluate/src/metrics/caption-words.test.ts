import { describe, expect, it } from 'vitest';
import { captionWords } from './caption-words.js';

describe('captionWords', () => {
  it.each([
    ['A Dog , runs .', 'a dog runs'],
    ['"Stop!" (says) the man; really?', 'stop says the man really'],
    ["the man 's dog and the man's dog", "the man 's dog and the man 's dog"],
    ["they don't and can’t", "they do n't and ca n't"],
    ["it is the dogs' toy", 'it is the dogs toy'],
    ['a snow-covered half-pipe -- steep', 'a snow-covered half-pipe steep'],
    ['in Washington D.C. at 3.5 km', 'in washington d.c at 3.5 km'],
    ['ein Mädchen läuft', 'ein mädchen läuft'],
    ['  \n ', ''],
    ['...', ''],
  ])('%j', (caption, words) => {
    expect(captionWords(caption).join(' ')).toBe(words);
  });
});
