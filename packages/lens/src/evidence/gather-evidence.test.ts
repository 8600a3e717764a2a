import { describe, expect, it } from 'vitest';
import { cells, mapOf, only } from '../../test/exhibits.js';
import { contentWords } from './content-words.js';
import { gatherEvidence } from './gather-evidence.js';

const slots = cells.slice(0, 3);
const token = (text: string, place: number, probability = 0.5) => ({
  text,
  probability,
  attention: mapOf(only(3, place)),
});

describe('gatherEvidence', () => {
  it('has a word for each token of a caption', () => {
    const { text, words } = gatherEvidence({ slots, tokens: [token('a', 0), token(' dog', 1), token(' runs', 2)] });
    expect(text).toBe('a dog runs');
    expect(words.map((word) => [word.text, text.slice(word.start, word.end), word.content])).toEqual([
      ['a', 'a', false],
      ['dog', 'dog', true],
      ['runs', 'runs', true],
    ]);
    expect(words.map(({ weights }) => [...weights])).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  it('counts the first bytes of a character to the word that it begins', () => {
    const tokens = [token('un', 0), token(' ', 0), token('', 1, 0.25), token('é', 2), token('té', 2), token('', 0)];
    const [, word] = gatherEvidence({ slots, tokens }).words;
    expect(word).toMatchObject({ text: 'été', start: 3, probability: 0.25 * 0.5 * 0.5 });
    expect([...(word?.weights ?? [])]).toEqual([0, 1 / 3, 2 / 3]);
  });

  it('joins the tokens of a word, and leaves punctuation out', () => {
    const tokens = [
      token('snow', 0),
      token('board', 1, 0.25),
      token('er', 1),
      token(',', 2),
      token(' ', 2),
      token('red', 2),
    ];
    const { words } = gatherEvidence({ slots, tokens });
    expect(words.map(({ text }) => text)).toEqual(['snowboarder', 'red']);
    expect(words[0]?.probability).toBe(0.0625);
    expect(words[0]?.weights[1]).toBeCloseTo(2 / 3);
    expect([...(words[1]?.weights ?? [])]).toEqual([0, 0, 1]);
  });

  it('knows words of scripts without spaces', () => {
    const { words } = gatherEvidence({ slots, tokens: [token('猫', 0), token('が', 1), token('走る', 2)] });
    expect(words.map(({ text }) => text).join('')).toBe('猫が走る');
    expect(words.length).toBeGreaterThan(1);
  });

  it('says no probability where a token has none', () => {
    const { probability: _, ...silent } = token('dog', 0);
    expect(gatherEvidence({ slots, tokens: [silent] }).words[0]).not.toHaveProperty('probability');
  });

  it('is empty for an empty text', () => {
    expect(gatherEvidence({ slots, tokens: [] })).toEqual({ text: '', words: [], slots });
  });

  it('refuses tokens without maps, and maps over other slots', () => {
    expect(() => gatherEvidence({ slots, tokens: [{ text: 'dog' }] })).toThrow(
      expect.objectContaining({ code: 'no-attention', message: expect.stringContaining('"dog"') }),
    );
    expect(() => gatherEvidence({ slots: cells, tokens: [token('dog', 0)] })).toThrow(
      expect.objectContaining({ code: 'invalid-attention' }),
    );
  });
});

describe('contentWords', () => {
  it.each([
    ['a man in a red shirt is riding a bike', 'man red shirt riding bike'],
    ['two dogs in front of the house', 'two dogs house'],
    ['the front of the house', 'front house'],
    ['a close up of a plate on top of a table', 'plate table'],
    ['a woman in a pink top', 'woman pink top'],
    ['The Dog IS There', 'Dog'],
    ['ein Hund läuft', 'ein Hund läuft'],
  ])('%s', (sentence, expected) => {
    const words = sentence.split(' ');
    const content = contentWords(words);
    expect(words.filter((_, index) => content[index]).join(' ')).toBe(expected);
  });
});
