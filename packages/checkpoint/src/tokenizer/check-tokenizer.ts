import { CheckpointError, type CheckpointErrorCode } from '../errors.js';
import { describeValue, isRecord, type JsonRecord } from '../json.js';

const models = ['WordLevel', 'WordPiece', 'BPE', 'Unigram'];

/** A `tokenizer.json` whose vocabulary is sound. */
export interface CheckedTokenizer {
  readonly json: JsonRecord;
  /** The model part, which holds the vocabulary. */
  readonly model: JsonRecord;
  /** The tokens by id, added tokens among them. */
  readonly tokens: readonly string[];
}

/** Checks that a parsed `tokenizer.json` has a known model and a vocabulary with the ids from 0 on, each once. */
export function checkTokenizer(json: unknown, source: string): CheckedTokenizer {
  const fail = (code: CheckpointErrorCode, message: string): never => {
    throw new CheckpointError(code, `${source}: ${message}`);
  };
  const invalid = (message: string): never => fail('invalid-tokenizer', message);

  if (!isRecord(json)) return invalid(`expected an object with a model, came ${describeValue(json)}`);
  const { model, added_tokens: added = [] } = json;
  if (!isRecord(model)) return invalid(`expected an object with a model, came model: ${describeValue(model)}`);
  if (typeof model.type !== 'string' || !models.includes(model.type)) {
    return fail(
      'unsupported-tokenizer',
      `model.type: expected one of ${models.join(', ')}, came ${describeValue(model.type)}`,
    );
  }
  if (model.type === 'Unigram' && model.byte_fallback === true) {
    return fail('unsupported-tokenizer', 'model.byte_fallback: expected false for Unigram, came true');
  }
  if (!isRecord(model.vocab) && !Array.isArray(model.vocab)) {
    return invalid(`model.vocab: expected a vocabulary, came ${describeValue(model.vocab)}`);
  }
  if (!Array.isArray(added)) return invalid(`added_tokens: expected a list, came ${describeValue(added)}`);

  const ids = new Map<string, unknown>(
    Array.isArray(model.vocab) ? pieces(model.vocab, invalid) : Object.entries(model.vocab),
  );
  for (const [index, token] of added.entries()) {
    if (!isRecord(token) || typeof token.content !== 'string') {
      return invalid(`added_tokens[${index}]: expected an object with content, came ${describeValue(token)}`);
    }
    ids.set(token.content, token.id);
  }
  const tokens = new Array<string | undefined>(ids.size).fill(undefined);
  for (const [token, id] of ids) {
    if (typeof id !== 'number' || !(id in tokens) || tokens[id] !== undefined) {
      return invalid(
        `model.vocab: expected ids from 0 to ${ids.size - 1}, each once, came ${describeValue(id)} for ${describeValue(token)}`,
      );
    }
    tokens[id] = token;
  }
  return { json, model, tokens: tokens as string[] };
}

function pieces(vocab: readonly unknown[], invalid: (message: string) => never): [string, number][] {
  return vocab.map((piece, index) => {
    const [text, score] = Array.isArray(piece) ? piece : [];
    if (typeof text === 'string' && typeof score === 'number') return [text, index];
    return invalid(`model.vocab[${index}]: expected [token, score], came ${describeValue(piece)}`);
  });
}
