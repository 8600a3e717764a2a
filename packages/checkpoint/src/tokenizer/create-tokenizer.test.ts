import { describe, expect, it } from 'vitest';
import { wordLevelJson } from '../../test/image-text-json.js';
import { createTokenizer } from '../index.js';

/** A tokenizer.json of a model, with nothing else set. */
function withModel(model: object, parts: object = {}) {
  return { version: '1.0', added_tokens: [], model, ...parts };
}

describe('a word-level tokenizer', () => {
  it('lowers and splits a text, and knows unknown words', async () => {
    const tokenizer = await createTokenizer(wordLevelJson());
    expect(tokenizer.encode('A dog  runs')).toEqual([5, 6, 7]);
    expect(tokenizer.encode('a zebra runs')).toEqual([5, 1, 7]);
    expect(tokenizer.encode('')).toEqual([]);
    expect(tokenizer.encode('<caption>a dog')).toEqual([3, 5, 6]);
  });

  it('joins words by single spaces, leaves special tokens out and changes nothing else', async () => {
    const tokenizer = await createTokenizer(wordLevelJson());
    expect(tokenizer.decode([3, 5, 6, 8, 2, 0])).toBe('a dog t-shirt');
    expect(tokenizer.decode([])).toBe('');
    expect(tokenizer.decode([2])).toBe('');
    const punctuation = wordLevelJson();
    Object.assign(punctuation.model.vocab, { '.': 9, "n't": 10 });
    expect((await createTokenizer(punctuation)).decode([6, 9, 10, 6])).toBe("dog . n't dog");
  });

  it('tells its size, the text of a token and the id of a text', async () => {
    const tokenizer = await createTokenizer(wordLevelJson());
    expect(tokenizer.size).toBe(9);
    expect(tokenizer.tokenText(6)).toBe('dog');
    expect(tokenizer.tokenText(2)).toBe('<end>');
    expect(tokenizer.idOf('dog')).toBe(6);
    expect(tokenizer.idOf('cat')).toBeUndefined();
    expect(tokenizer.idOf('constructor')).toBeUndefined();
  });

  it.each([[9], [-1], [1.5], [Number.NaN]])('refuses the id %d', async (id) => {
    const tokenizer = await createTokenizer(wordLevelJson(), 'my.json');
    const error = { code: 'unknown-token', message: `my.json: expected a token id from 0 to 8, came ${id}` };
    expect(() => tokenizer.decode([5, id])).toThrow(expect.objectContaining(error));
    expect(() => tokenizer.tokenText(id)).toThrow(expect.objectContaining(error));
  });

  it('refuses an unknown word where no token stands for it', async () => {
    const tokenizer = await createTokenizer(withModel({ type: 'WordLevel', vocab: { a: 0 } }), 'my.json');
    expect(tokenizer.encode('a')).toEqual([0]);
    expect(() => tokenizer.encode('zebra')).toThrow(
      expect.objectContaining({ code: 'unknown-token', message: expect.stringContaining('came "zebra"') }),
    );
  });

  it('keeps words of the prototype apart', async () => {
    const json = wordLevelJson();
    Object.assign(json.model.vocab, { constructor: 9 });
    const tokenizer = await createTokenizer(json);
    expect(tokenizer.encode('a constructor tostring')).toEqual([5, 9, 1]);
  });
});

describe('a tokenizer that names its decoder', () => {
  it('turns byte-level tokens into characters', async () => {
    const vocab = { Ġ: 0, Ã: 1, '©': 2, a: 3, d: 4, Ġd: 5, Ġda: 6 };
    const tokenizer = await createTokenizer(
      withModel(
        { type: 'BPE', vocab, merges: ['Ġ d', 'Ġd a'], ignore_merges: false },
        { pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false }, decoder: { type: 'ByteLevel' } },
      ),
    );
    expect(tokenizer.encode('a da é')).toEqual([3, 6, 0, 1, 2]);
    expect(tokenizer.decode([3, 6, 0, 1, 2])).toBe('a da é');
    expect(tokenizer.tokenText(6)).toBe('Ġda');
  });

  it('turns metaspaces into spaces', async () => {
    const metaspace = { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true };
    const vocab = [
      ['<unk>', 0],
      ['▁a', -1],
      ['▁dog', -2],
      ['s', -3],
      ['▁', -4],
    ];
    const tokenizer = await createTokenizer(
      withModel({ type: 'Unigram', unk_id: 0, vocab }, { pre_tokenizer: metaspace, decoder: metaspace }),
    );
    expect(tokenizer.encode('a dogs')).toEqual([1, 2, 3]);
    expect(tokenizer.decode([1, 2, 3])).toBe('a dogs');
    expect(tokenizer.size).toBe(5);
  });

  it('joins word pieces', async () => {
    const vocab = { '[UNK]': 0, snow: 1, '##board': 2, '##er': 3 };
    const tokenizer = await createTokenizer(
      withModel(
        {
          type: 'WordPiece',
          unk_token: '[UNK]',
          continuing_subword_prefix: '##',
          max_input_chars_per_word: 100,
          vocab,
        },
        { pre_tokenizer: { type: 'Whitespace' }, decoder: { type: 'WordPiece', prefix: '##', cleanup: false } },
      ),
    );
    expect(tokenizer.encode('snowboarder snow')).toEqual([1, 2, 3, 1]);
    expect(tokenizer.decode([1, 2, 3, 1])).toBe('snowboarder snow');
  });
});

describe('a tokenizer.json is refused', () => {
  it.each([
    ['a list', [], 'invalid-tokenizer', 'expected an object with a model, came []'],
    ['null', null, 'invalid-tokenizer', 'came null'],
    ['no model', { version: '1.0' }, 'invalid-tokenizer', 'came model: nothing'],
    [
      'no vocabulary',
      withModel({ type: 'WordLevel' }),
      'invalid-tokenizer',
      'model.vocab: expected a vocabulary, came nothing',
    ],
    [
      'an id that is no id',
      withModel({ type: 'WordLevel', vocab: { a: 'x' } }),
      'invalid-tokenizer',
      'ids from 0 to 0, each once, came "x" for "a"',
    ],
    [
      'an id twice',
      withModel({ type: 'WordLevel', vocab: { a: 0, b: 0 } }),
      'invalid-tokenizer',
      'ids from 0 to 1, each once',
    ],
    [
      'a gap',
      withModel({ type: 'WordLevel', vocab: { a: 0, b: 5 } }),
      'invalid-tokenizer',
      'ids from 0 to 1, each once',
    ],
    [
      'an unknown model',
      withModel({ type: 'Neural', vocab: {} }),
      'unsupported-tokenizer',
      'WordLevel, WordPiece, BPE, Unigram, came "Neural"',
    ],
    [
      'an unknown normalizer',
      { ...wordLevelJson(), normalizer: { type: 'Rot13' } },
      'unsupported-tokenizer',
      'Unknown Normalizer type: Rot13',
    ],
    ['an unknown decoder', { ...wordLevelJson(), decoder: { type: 'Rot13' } }, 'unsupported-tokenizer', 'Rot13'],
    [
      'bytes that a Unigram falls back to, which the library leaves out',
      withModel({ type: 'Unigram', unk_id: 0, vocab: [['<unk>', 0]], byte_fallback: true }),
      'unsupported-tokenizer',
      'model.byte_fallback: expected false for Unigram, came true',
    ],
    ['broken added tokens', { ...wordLevelJson(), added_tokens: 5 }, 'invalid-tokenizer', 'added_tokens'],
  ])('for %s', async (_, json, code, message) => {
    await expect(createTokenizer(json, 'my.json')).rejects.toMatchObject({
      name: 'CheckpointError',
      code,
      message: expect.stringMatching(/^my\.json: /),
    });
    await expect(createTokenizer(json, 'my.json')).rejects.toThrow(message);
  });
});
