import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenizer, type Tokenizer } from '../../index.js';

const added = (...contents: string[]) =>
  contents.map((content, id) => ({ id, content, special: true, normalized: false }));

function vocabulary(...tokens: string[]): Record<string, number> {
  return Object.fromEntries(tokens.map((token, id) => [token, id]));
}

/** GPT-2's alphabet for bytes that are not printable. */
const byteLetters = Array.from({ length: 68 }, (_, at) => String.fromCharCode(0x100 + at));
const latinLetters = Array.from({ length: 0xff - 0x20 }, (_, at) => String.fromCharCode(0x21 + at)).filter(
  (letter) => letter <= '~' || (letter >= '¡' && letter !== '\u00ad'),
);

const descriptions = {
  'word level': {
    added_tokens: added('<unk>', '<end>'),
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: {
      type: 'Split',
      pattern: { Regex: "[\\p{L}\\p{N}]+(?:[-'][\\p{L}\\p{N}]+)*|[^\\s\\p{L}\\p{N}]" },
      behavior: 'Removed',
      invert: true,
    },
    model: {
      type: 'WordLevel',
      vocab: vocabulary('<unk>', '<end>', 'what', 'is', 'a', 'dog', '?'),
      unk_token: '<unk>',
    },
  },
  WordPiece: {
    added_tokens: added('[UNK]', '[CLS]'),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    model: {
      type: 'WordPiece',
      vocab: vocabulary('[UNK]', '[CLS]', 'what', 'is', 'a', 'dog', '##gy', '##s', '?', '犬', 'cafe', 'σ', '##ας'),
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
    },
  },
  'byte-level BPE': {
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false },
    decoder: { type: 'ByteLevel' },
    model: {
      type: 'BPE',
      vocab: vocabulary(...latinLetters, ...byteLetters, 'do', 'dog', 'Ġd', 'Ġdo'),
      merges: ['Ġ d', 'd o', 'Ġd o', 'do g'],
    },
  },
  Unigram: {
    added_tokens: [{ id: 0, content: '<unk>', special: true, normalized: false }],
    normalizer: {
      type: 'Sequence',
      normalizers: [{ type: 'NFKC' }, { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' }],
    },
    pre_tokenizer: { type: 'Metaspace', replacement: '▁', add_prefix_space: true },
    model: {
      type: 'Unigram',
      unk_id: 0,
      vocab: [
        ['<unk>', 0],
        ['▁', -3],
        ['▁dog', -2],
        ['s', -2.5],
        ['▁wh', -2],
        ['at', -2],
        ['fi', -2],
        ['▁a', -2],
      ],
    },
  },
  'BPE with spaces as letters and bytes': {
    added_tokens: added('<unk>'),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'Prepend', prepend: '▁' },
        { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
      ],
    },
    model: {
      type: 'BPE',
      vocab: vocabulary(
        '<unk>',
        '▁',
        'd',
        'o',
        'g',
        's',
        '▁d',
        'og',
        '▁dog',
        ...Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`),
      ),
      merges: ['▁ d', 'o g', '▁d og'],
      unk_token: '<unk>',
      fuse_unk: true,
      byte_fallback: true,
    },
  },
  'BPE with an end of word': {
    added_tokens: added('<unk>'),
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'WhitespaceSplit' },
    model: {
      type: 'BPE',
      vocab: vocabulary('<unk>', 'd', 'o', 'g</w>', 'do', 'dog</w>', 's</w>', 'g'),
      merges: ['d o', 'do g</w>'],
      unk_token: '<unk>',
      end_of_word_suffix: '</w>',
    },
  },
};

function pieces(tokenizer: Tokenizer, text: string): string[] {
  return tokenizer
    .encodeSpans(text)
    .map(({ id, start, end }) => `${tokenizer.tokenText(id)}=${text.slice(start, end)}`);
}

describe('spans are the text as it was given', () => {
  it.each([
    ['word level', ' What IS\ta zebra?', ['what=What', 'is=IS', 'a=a', '<unk>=zebra', '?=?']],
    ['word level', 'a <end>dog', ['a=a', '<end>=<end>', 'dog=dog']],
    ['word level', '👍🏽 犬です', ['<unk>=👍', '<unk>=🏽', '<unk>=犬です']],
    ['word level', 'ΣΑΣ▁ΣΑΣ', ['<unk>=ΣΑΣ', '<unk>=', '<unk>=ΣΑΣ']],
    ['WordPiece', 'Doggys, CAFE\u0301?', ['dog=Dog', '##gy=gy', '##s=s', '[UNK]=,', 'cafe=CAFE\u0301', '?=?']],
    ['WordPiece', 'ΣΑΣ 犬犬何[CLS] dog', ['σ=Σ', '##ας=ΑΣ', '犬=犬', '犬=犬', '[UNK]=何', '[CLS]=[CLS]', 'dog=dog']],
    ['WordPiece', 'a\u0000b \u200ddog', ['[UNK]=a\u0000b', 'dog=dog']],
    ['byte-level BPE', 'dog dog\ndo', ['dog=dog', 'Ġdo=do', 'g=g', 'Ċ=', 'do=do']],
    ['byte-level BPE', 'é👍', ['Ã=é', '©=é', 'ð=👍', 'Ł=👍', 'ĳ=👍', 'į=👍']],
    ['Unigram', 'dogs  whatﬁ Ａ', ['▁dog=dog', 's=s', '▁wh=wh', 'at=at', 'fi=ﬁ', '▁=', '<unk>=Ａ']],
    ['BPE with spaces as letters and bytes', 'dogs dé', ['▁dog=dog', 's=s', '▁d=d', '<0xC3>=é', '<0xA9>=é']],
    ['BPE with spaces as letters and bytes', '  !  ', ['▁=', '▁=', '▁=', '<0x21>=!', '▁=', '▁=']],
    [
      'BPE with spaces as letters and bytes',
      '  \u1b6b',
      ['▁=', '▁=', '▁=', '<0xE1>=\u1b6b', '<0xAD>=\u1b6b', '<0xAB>=\u1b6b'],
    ],
    ['BPE with an end of word', 'Dog xdogs', ['dog</w>=Dog', '<unk>=x', 'do=do', 'g=g', 's</w>=s']],
  ] as const)('%s: %j', async (name, text, expected) => {
    expect(pieces(await createTokenizer(descriptions[name]), text)).toEqual(expected);
  });

  it('lie in order also where one character becomes four words', async () => {
    const spans = (await createTokenizer(descriptions.Unigram)).encodeSpans('a ﷺ s');
    const starts = spans.map(({ start }) => start);
    expect(starts).toEqual([...starts].sort((one, other) => one - other));
    expect(spans.filter(({ start, end }) => start === 2 && end === 3)).toHaveLength(4);
  });

  it('of no text are none', async () => {
    for (const description of Object.values(descriptions)) {
      expect((await createTokenizer(description)).encodeSpans('')).toEqual([]);
    }
  });
});

const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
      fc.constantFrom(
        'dog',
        'What',
        ' ',
        '  ',
        '\n',
        'dogs',
        '<end>',
        '[CLS]',
        'café',
        'e\u0301',
        '犬',
        'ΣΑΣ',
        '👨‍👩‍👧',
        'ﬁ',
        '\ud800',
        '▁',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('for any text at all', () => {
  it.each(Object.entries(descriptions))(
    '%s: the ids are those of encode, the spans lie in order inside the text',
    async (_, description) => {
      const tokenizer = await createTokenizer(description);
      fc.assert(
        fc.property(anyText, (text) => {
          const spans = tokenizer.encodeSpans(text);
          expect(spans.map(({ id }) => id)).toEqual(tokenizer.encode(text));
          let last = 0;
          for (const { start, end } of spans) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(text.slice(start, end)).not.toMatch(/^[\t-\r ]|[\t-\r ]$/);
            last = start;
          }
        }),
        { numRuns: 200 },
      );
    },
  );

  it('a word has the same span whatever is before and behind it', async () => {
    const tokenizer = await createTokenizer(descriptions.WordPiece);
    const dog = tokenizer.idOf('dog');
    fc.assert(
      fc.property(anyText, anyText, (before, behind) => {
        const start = before.length + 1;
        const found = tokenizer.encodeSpans(`${before} dog ${behind}`);
        expect(found).toContainEqual({ id: dog, start, end: start + 3 });
      }),
    );
  });
});
