import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answers, passages, weighedWords } from '../../test/readings.js';
import { answerSpans } from './answer-spans.js';
import { excerptAround } from './excerpt.js';
import { passageForTerminal } from './passage-terminal.js';
import type { ReadPassage } from './read-passage.js';

const tower = passages[1] as ReadPassage;
const spans = answerSpans(answers, 1);

describe('passageForTerminal', () => {
  it('inverts the answer, and underlines and thickens what was looked at', () => {
    const text = passageForTerminal(tower.text, tower.words, spans, { styled: true });
    expect(text).toContain('\u001b[7;1;4mGustave\u001b[0m');
    expect(text).toContain('\u001b[7mEiffel\u001b[0m');
    expect(text).toContain('company of');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: styles are what is taken away
    expect(text.replace(/\u001b\[[\d;]*m/g, '')).toBe(tower.text);
  });

  it('puts the answer in brackets where nothing can be styled', () => {
    const text = passageForTerminal(tower.text, tower.words, spans, { styled: false });
    expect(text).toBe(tower.text.replace('Gustave Eiffel', '[Gustave Eiffel]'));
  });

  it('shows a part around the answer, or else around the strongest word', () => {
    const long = `${'one two three '.repeat(40)}the answer ${'four five six '.repeat(40)}`;
    const start = long.indexOf('the answer');
    const excerpt = passageForTerminal(long, [], [{ start, end: start + 10, answer: 0 }], { styled: false, room: 60 });
    expect(excerpt).toMatch(/^… .*\[the answer\].* …$/);
    expect(excerpt.length).toBeLessThan(70);
    const strongest = passageForTerminal(long, weighedWords(long, { answer: 1 }), [], { styled: false, room: 60 });
    expect(strongest).toContain('the answer');
  });

  it('compares words with the strongest of the passage, also where a part without it is shown', () => {
    const long = `${'one two '.repeat(40)}answer weak half ${'three four '.repeat(40)}strong end`;
    const words = weighedWords(long, { weak: 0.1, half: 0.5, strong: 1 });
    const start = long.indexOf('answer');
    const spans = [{ start, end: start + 6, answer: 0 }];
    const text = passageForTerminal(long, words, spans, { styled: true, room: 60 });
    expect(text).toContain('\u001b[7manswer\u001b[0m weak \u001b[4mhalf\u001b[0m three');
    expect(text).not.toContain('strong');
  });

  it.each([{ styled: true, room: Number.NaN }, { styled: true, room: -1 }, { styled: true, rooms: 5 }, null])(
    'refuses the options %j',
    (options) => {
      const show = () => passageForTerminal('text', [], [], options as never);
      expect(show).toThrow(expect.objectContaining({ code: 'invalid-option' }));
    },
  );

  it('lets no passage move the cursor, colour what follows, or turn the direction of writing', () => {
    const evil = 'a\u001b[2J\u001b]0;title\u0007b\u009b31m\r\nc\u202ed\u061ce\u0000';
    const text = passageForTerminal(evil, weighedWords(evil, {}), [], { styled: true });
    expect(text).toBe('a\ufffd[2J\ufffd]0;title\ufffdb\ufffd31m c\ufffdd\ufffde\ufffd');
  });
});

describe('excerptAround', () => {
  it('holds its place, stays inside the text, and cuts no word', () => {
    const inputs = fc.tuple(fc.lorem({ maxCount: 60 }), fc.nat(), fc.nat(40), fc.nat(300));
    fc.assert(
      fc.property(inputs, ([text, anywhere, length, room]) => {
        const start = anywhere % text.length;
        const place = { start, end: Math.min(text.length, start + length) };
        const shown = excerptAround(text, place, room);
        expect(shown.start).toBeGreaterThanOrEqual(0);
        expect(shown.end).toBeLessThanOrEqual(text.length);
        expect(shown.start).toBeLessThanOrEqual(place.start);
        expect(shown.end).toBeGreaterThanOrEqual(place.end);
        expect(shown.end - shown.start).toBeLessThanOrEqual(Math.max(room, place.end - place.start) + 2);
        if (shown.start > 0 && shown.start < place.start) expect(text[shown.start - 1]).toMatch(/\s/);
        if (shown.end < text.length && shown.end > place.end) expect(text[shown.end]).toMatch(/\s/);
      }),
    );
  });
});
