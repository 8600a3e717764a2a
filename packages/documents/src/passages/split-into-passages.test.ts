import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf, parsed } from '../../test/reading.js';
import { type PassageOptions, splitIntoPassages } from '../index.js';

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '').length;
const prose = 'One two three four. Five six seven eight? Nine ten eleven twelve! Thirteen fourteen fifteen sixteen.';

async function split(text: string, options: PassageOptions): Promise<string[]> {
  return splitIntoPassages(await parsed('text', text), options).map((passage) => passage.text);
}

describe('passages', () => {
  it('end with sentences, and repeat the last of the one before', async () => {
    expect(await split(prose, { size: 9, overlap: 4, count: words })).toEqual([
      'One two three four. Five six seven eight?',
      'Five six seven eight? Nine ten eleven twelve!',
      'Nine ten eleven twelve! Thirteen fourteen fifteen sixteen.',
    ]);
    expect(await split(prose, { size: 9, overlap: 0, count: words })).toEqual([
      'One two three four. Five six seven eight?',
      'Nine ten eleven twelve! Thirteen fourteen fifteen sixteen.',
    ]);
  });

  it('measure what they are told to: characters', async () => {
    const passages = await split(prose.repeat(20), { size: 200, overlap: 50, count: ({ length }) => length });
    expect(Math.max(...passages.map(({ length }) => length))).toBeLessThanOrEqual(200);
    expect(passages.length).toBeGreaterThan(10);
  });

  it('do not end with the lines of wrapped text, nor after a title or an initial', async () => {
    const text = 'It was Dr. J. Brown who came\nin the evening. He left\r\nat night.';
    expect(await split(text, { size: 10, overlap: 0, count: words })).toEqual([
      'It was Dr. J. Brown who came\nin the evening.',
      'He left\r\nat night.',
    ]);
  });

  it('cut what has no sentences between its lines, then between words, then within a word', async () => {
    expect(await split('a b\nc d\ne f', { size: 4, overlap: 0, count: words })).toEqual(['a b\nc d', 'e f']);
    expect(await split('a b c d e f g', { size: 3, overlap: 0, count: words })).toEqual(['a b c', 'd e f', 'g']);
    const characters = { size: 8, overlap: 0, count: ({ length }: { readonly length: number }) => length };
    expect(await split('🎉'.repeat(6), characters)).toEqual(['🎉🎉🎉', '🎉🎉🎉']);
    expect(await split('e\u0301'.repeat(8), characters)).toHaveLength(2);
  });

  it('are never endless, though a tokenizer counts a long word as one', async () => {
    const passages = await split('x'.repeat(100_000), { size: 100, overlap: 0, count: words });
    expect(Math.max(...passages.map(({ length }) => length))).toBeLessThanOrEqual(2000);
    expect(passages.join('')).toHaveLength(100_000);
  });

  it('go on where the whole measures more than its parts', async () => {
    expect(await split('a𐀀word', { size: 5, overlap: 2 })).toEqual(['a𐀀', 'word']);
  });

  it.each([
    { size: 0 },
    { size: 1.5 },
    { size: Number.NaN },
    { size: 10, overlap: 6 },
    { overlap: -1 },
    { count: () => Number.NaN },
    { count: () => -1 },
    { unit: 3 as never },
    { count: 5 as never },
    { overlp: 3 } as never,
    null as never,
  ])('%o is refused', async (options) => {
    expect(await codeOf(split(prose, options))).toBe('invalid-option');
  });

  it('bound what is repeated with the spaces between its sentences', async () => {
    const text = 'One two. Ab. longlonglonglonglonglonglonglong.';
    const passages = await split(text, { size: 23, overlap: 11, count: ({ length }) => length });
    expect(passages.slice(0, 2)).toEqual(['One two. Ab. longlong', 'longlonglonglong']);
  });

  it('of less than five have no overlap unless told', async () => {
    expect(await split('a b c d', { size: 2, count: words })).toEqual(['a b', 'c d']);
  });
});

describe('whatever the text', () => {
  const piece = fc.oneof(
    fc.constantFrom('. ', '! ', '\n', '\r\n', '\n\n', ' ', '  ', '\t', 'Mr. ', '…', '。', '"', '-', '\u2028', '\u00a0'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('word', 'Sentence', 'longlonglonglonglonglonglonglong', '東京', '👩‍👩‍👧', '12'),
  );
  const texts = fc
    .array(piece, { minLength: 1, maxLength: 120 })
    .map((pieces) => `a${pieces.join('').replaceAll('\0', '')}`);
  const options = fc
    .record({ size: fc.integer({ min: 1, max: 60 }), share: fc.double({ min: 0, max: 0.5, noNaN: true }) })
    .map(({ size, share }) => ({ size, overlap: Math.floor(size * share) }));

  it.each(['text', 'markdown'] as const)(
    '%s: passages are what the file says, in order, and nothing is lost',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(texts, options, async (text, given) => {
          const document = await parsed(format, text);
          const passages = splitIntoPassages(document, given);
          const covered = new Uint8Array(text.length);
          let [start, end] = [-1, -1];
          for (const passage of passages) {
            expect(passage.text).toBe(text.slice(passage.start, passage.end));
            expect(passage.text.trim()).toBe(passage.text);
            expect(passage.start).toBeGreaterThan(start);
            expect(passage.end).toBeGreaterThan(end);
            [start, end] = [passage.start, passage.end];
            covered.fill(1, start, end);
          }
          for (const block of document.texts[0]?.blocks ?? []) {
            for (let place = block.start; place < block.end; place++) {
              if (/\S/.test(text.charAt(place))) expect(covered[place], `character ${place}`).toBe(1);
            }
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it('no passage of words exceeds its size, and what it repeats is within the overlap', async () => {
    await fc.assert(
      fc.asyncProperty(texts, options, async (text, given) => {
        const passages = splitIntoPassages(await parsed('text', text), { ...given, count: ({ length }) => length });
        for (const [index, { text: said, start }] of passages.entries()) {
          if ([...new Intl.Segmenter().segment(said)].length > 1) expect(said.length).toBeLessThanOrEqual(given.size);
          expect((passages[index - 1]?.end ?? 0) - start).toBeLessThanOrEqual(given.overlap);
        }
      }),
      { numRuns: 60 },
    );
  });
});
