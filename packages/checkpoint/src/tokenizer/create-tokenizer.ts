import type { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import { CheckpointError } from '../errors.js';
import { type CheckedTokenizer, checkTokenizer } from './check-tokenizer.js';
import { SpanFinder } from './spans/span-finder.js';
import type { Tokenizer } from './tokenizer.js';

/**
 * A tokenizer made of a parsed `tokenizer.json`.
 *
 * The decoder that the file names joins the tokens: byte-level tokens become characters, metaspaces become spaces.
 * A file without a decoder, as word-level vocabularies have, joins its words by single spaces.
 *
 * @param json - the parsed file.
 * @param source - what the file is called in an error.
 * @throws CheckpointError `invalid-tokenizer`, `unsupported-tokenizer`.
 */
export async function createTokenizer(json: unknown, source = 'tokenizer.json'): Promise<Tokenizer> {
  const checked = checkTokenizer(json, source);
  const { tokens } = checked;
  const tokenizer = await build(checked, source);
  const finder = new SpanFinder(tokenizer, checked.json);

  const tokenText = (id: number): string => {
    const text = tokens[id];
    if (text !== undefined) return text;
    throw new CheckpointError(
      'unknown-token',
      `${source}: expected a token id from 0 to ${tokens.length - 1}, came ${id}`,
    );
  };
  const encode = (text: string): number[] => {
    const encoding = tokenizer.encode(text, { add_special_tokens: false });
    const unknown = encoding.ids.indexOf(undefined as never);
    if (unknown === -1) return encoding.ids;
    throw new CheckpointError(
      'unknown-token',
      `${source}: expected known tokens, for it has none that stands for unknown ones, came ${JSON.stringify(encoding.tokens[unknown])}`,
    );
  };
  return {
    size: tokens.length,
    tokenText,
    idOf: (token) => tokenizer.token_to_id(token),
    encode,
    encodeSpans(text) {
      const ids = encode(text);
      const spans = finder.find(text);
      if (ids.length === spans.length && ids.every((id, index) => id === spans[index]?.id)) return spans;
      throw new CheckpointError(
        'unsupported-tokenizer',
        `${source}: expected ${ids.length} tokens with known places, came ${spans.length} for ${JSON.stringify(shortened(text))}`,
      );
    },
    decode(ids) {
      ids.forEach(tokenText);
      if (ids.length === 0) return '';
      return tokenizer.decode([...ids], { skip_special_tokens: true, clean_up_tokenization_spaces: false });
    },
  };
}

async function build({ json, model }: CheckedTokenizer, source: string): Promise<HuggingFaceTokenizer> {
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const parts = { added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null };
  try {
    return new Tokenizer({ ...parts, ...json }, { unk_token: model.unk_token });
  } catch (cause) {
    const message = (cause as Error).message;
    const code = /^un(known|supported)/i.test(message) ? 'unsupported-tokenizer' : 'invalid-tokenizer';
    throw new CheckpointError(code, `${source}: expected a tokenizer that can be used, came an error: ${message}`, {
      cause,
    });
  }
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
