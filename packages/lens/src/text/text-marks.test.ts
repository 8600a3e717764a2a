import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { only, wordSpans } from '../../test/exhibits.js';
import { markedTextHtml } from './marked-text-html.js';
import { textMarks } from './text-marks.js';

const question = 'what colour is it ?';

describe('textMarks', () => {
  it('marks the spans against the strongest', () => {
    const marks = textMarks(question, wordSpans(question), [0, 0.5, 0.25, 0, 0]);
    expect(marks.filter(({ strength }) => strength > 0)).toEqual([
      { text: 'colour', strength: 1 },
      { text: 'is', strength: 0.5 },
    ]);
  });

  it('adds up spans that overlap, and takes its own text alone', () => {
    const span = (start: number, end: number, text = 0) => ({ kind: 'span', text, start, end }) as const;
    const marks = textMarks('abcd', [span(0, 3), span(2, 4), span(0, 4, 1)], [1, 1, 9]);
    expect(marks.map(({ text, strength }) => [text, strength])).toEqual([
      ['ab', 0.5],
      ['c', 1],
      ['d', 0.5],
    ]);
  });

  it('never loses or adds text', () => {
    const spans = fc.array(fc.tuple(fc.nat(30), fc.nat(30)));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), spans, (text, pairs) => {
        const slots = pairs.map(([one, other]) => ({
          kind: 'span' as const,
          text: 0,
          start: Math.min(one, other),
          end: Math.max(one, other),
        }));
        const marks = textMarks(text, slots, only(slots.length, 0));
        expect(marks.map((mark) => mark.text).join('')).toBe(text);
      }),
    );
  });
});

describe('markedTextHtml', () => {
  it('is escaped HTML with a mark for each piece that was looked at', () => {
    const html = markedTextHtml([
      { text: 'a<b> ', strength: 0 },
      { text: '"&"', strength: 0.5 },
    ]);
    expect(html).toBe(
      'a&lt;b&gt; <mark style="--strength:0.5;background:light-dark(rgb(255 140 0 / 40%),rgb(255 140 0 / 22.5%));color:inherit">&quot;&amp;&quot;</mark>',
    );
  });
});
