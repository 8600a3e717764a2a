import type { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import { CheckpointError } from '../errors.js';
import { describeValue, isRecord, type JsonRecord } from '../json.js';
import type { Tokenizer } from './tokenizer.js';

const models = ['WordLevel', 'WordPiece', 'BPE', 'Unigram'];

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
  const model = checkedModel(json, source);
  const tokenizer = await build(json as JsonRecord, model, source);
  const tokens = vocabulary(tokenizer);

  const tokenText = (id: number): string => {
    const text = tokens[id];
    if (text !== undefined) return text;
    throw new CheckpointError(
      'unknown-token',
      `${source}: expected a token id from 0 to ${tokens.length - 1}, came ${id}`,
    );
  };
  return {
    size: tokens.length,
    tokenText,
    idOf: (token) => tokenizer.token_to_id(token),
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    decode(ids) {
      ids.forEach(tokenText);
      if (ids.length === 0) return '';
      return tokenizer.decode([...ids], { skip_special_tokens: true, clean_up_tokenization_spaces: false });
    },
  };
}

function checkedModel(json: unknown, source: string): JsonRecord {
  const model = isRecord(json) ? json.model : undefined;
  if (!isRecord(model)) {
    const came = isRecord(json) ? `model: ${describeValue(model)}` : describeValue(json);
    throw new CheckpointError('invalid-tokenizer', `${source}: expected an object with a model, came ${came}`);
  }
  if (typeof model.type !== 'string' || !models.includes(model.type)) {
    throw new CheckpointError(
      'unsupported-tokenizer',
      `${source}: model.type: expected one of ${models.join(', ')}, came ${describeValue(model.type)}`,
    );
  }
  if (!isRecord(model.vocab) && !Array.isArray(model.vocab)) {
    throw new CheckpointError(
      'invalid-tokenizer',
      `${source}: model.vocab: expected a vocabulary, came ${describeValue(model.vocab)}`,
    );
  }
  return model;
}

async function build(json: JsonRecord, model: JsonRecord, source: string): Promise<HuggingFaceTokenizer> {
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const parts = { added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null };
  try {
    return new Tokenizer({ ...parts, ...json }, { unk_token: model.unk_token });
  } catch (cause) {
    const message = (cause as Error).message;
    const code = /^un(known|supported)/i.test(message) ? 'unsupported-tokenizer' : 'invalid-tokenizer';
    throw new CheckpointError(code, `${source}: not a tokenizer that can be used: ${message}`, { cause });
  }
}

function vocabulary(tokenizer: HuggingFaceTokenizer): readonly (string | undefined)[] {
  const tokens: string[] = [];
  for (const [token, id] of tokenizer.get_vocab()) tokens[id] = token;
  return tokens;
}
