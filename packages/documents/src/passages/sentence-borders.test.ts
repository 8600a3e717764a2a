import { describe, expect, it } from 'vitest';
import { sentenceBorders } from './sentence-borders.js';

function segments(text: string): string[] {
  let from = 0;
  return [...sentenceBorders(text)].map((border) => {
    const sentence = text.slice(from, border);
    from = border;
    return sentence;
  });
}

describe('sentences by windows', () => {
  it('are those of the whole text', () => {
    const text = Array.from({ length: 700 }, (_, index) => `Sentence ${'and more '.repeat(index % 9)}${index}. `).join(
      '',
    );
    const whole = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)].map(
      ({ segment }) => segment,
    );
    expect(segments(text)).toEqual(whole);
  });

  it('may be longer than a window', () => {
    const long = `Long ${'word '.repeat(3000)}end. `;
    expect(segments(`Short. ${long}Short.`)).toEqual(['Short. ', long, 'Short.']);
  });

  it('are cut at a space when they are far too long', () => {
    const endless = segments('word '.repeat(30_000));
    expect(endless.length).toBeGreaterThan(1);
    for (const part of endless) expect(part).toMatch(/^word .*word $/);
  });

  it.each(['😀', 'e\u0301'])('are cut between characters where there is no space: %s', (character) => {
    const text = `a${character.repeat(70_000)}`;
    const parts = segments(text);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join('')).toBe(text);
    for (const part of parts) expect(part.replace(/^a/, '').replaceAll(character, '')).toBe('');
  });
});
