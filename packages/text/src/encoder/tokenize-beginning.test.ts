import { fileURLToPath } from 'node:url';
import { loadTokenizer, type Tokenizer } from '@crossattn/checkpoint';
import { modelFolder } from '@crossattn/model-reader';
import { beforeAll, describe, expect, it } from 'vitest';
import { tokenizeBeginning } from './tokenize-beginning.js';

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await loadTokenizer(fileURLToPath(new URL('encoder', modelFolder)));
});

/** The tokenizer, and the lengths of what it was given. */
function watched() {
  const lengths: number[] = [];
  const encodeSpans = (text: string) => {
    lengths.push(text.length);
    return tokenizer.encodeSpans(text);
  };
  return { lengths, encodeSpans };
}

const count = 62;

describe('the beginning of a long text', () => {
  it.each([
    ['prose', 'When was the lighthouse of Ekeby lit? ', 100],
    ['words without spaces', 'antidisestablishmentarianism', 150],
    ['one word', 'a', 5000],
    ['half a long word at the cut', `${'it is '.repeat(500)}${'incomprehensib'.repeat(6)} `, 5],
    ['digits', '314159265358979 ', 200],
    ['ideographs', '東京タワーは何年に建てられたか', 220],
    ['characters of four bytes', '👍🏽👩‍👩‍👧 x', 260],
    ['marks on letters', 'a\u0301\u0323 ', 800],
    ['an unknown script', 'ᏣᎳᎩ ', 800],
    ['spaces between words', `one${' '.repeat(1600)}`, 3],
    ['spaces first', `${' '.repeat(6000)}what is it? `, 1],
    ['signs', '?!… ', 800],
  ])('of %s has the tokens of the whole', (_, part, times) => {
    for (const shift of ['', 'of the ']) {
      const text = shift + part.repeat(times);
      const { tokens, complete } = tokenizeBeginning(tokenizer, text, count);
      const all = tokenizer.encodeSpans(text);
      expect(tokens).toEqual(complete ? all : all.slice(0, tokens.length));
      if (!complete) expect(tokens.length).toBeGreaterThan(count);
    }
  });

  it('is all that is looked at of 100,000 words', () => {
    const { lengths, encodeSpans } = watched();
    const { tokens, complete } = tokenizeBeginning({ encodeSpans }, 'question '.repeat(100_000), count);
    expect(complete).toBe(false);
    expect(tokens.length).toBeGreaterThan(count);
    expect(Math.max(...lengths)).toBeLessThan(10_000);
  });

  it('is the whole of a text that is hardly too long', () => {
    const { lengths, encodeSpans } = watched();
    const text = 'who was that? '.repeat(100);
    expect(tokenizeBeginning({ encodeSpans }, text, count)).toMatchObject({ complete: true, tokens: { length: 400 } });
    expect(lengths).toEqual([text.length]);
  });
});
