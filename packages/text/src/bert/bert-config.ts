import { TextError } from '../encoder/text-error.js';

/** The shape of a BERT encoder (Devlin et al., 2019), from the `config.json` that Hugging Face's models have. */
export interface BertConfig {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForward: number;
  /** Most positions, special tokens included. */
  readonly maxLength: number;
  readonly vocabularySize: number;
  readonly normEpsilon: number;
}

/**
 * Checks a parsed `config.json` whose `model_type` is `bert`.
 *
 * @param source - what the file is called in an error
 * @throws {@link TextError} `invalid-config` naming the field; `unsupported-model` for other types of models
 */
export function parseBertConfig(json: unknown, source: string): BertConfig {
  const fields = (typeof json === 'object' && json !== null ? json : {}) as Readonly<Record<string, unknown>>;
  for (const [name, expected] of [
    ['model_type', 'bert'],
    ['hidden_act', 'gelu'],
    ['position_embedding_type', 'absolute'],
  ] as const) {
    const value = fields[name] ?? (name === 'model_type' ? undefined : expected);
    if (value !== expected) {
      throw new TextError(
        'unsupported-model',
        `${source}: ${name}: expected "${expected}", came ${JSON.stringify(value)}`,
      );
    }
  }
  const count = (name: string): number => {
    const value = fields[name];
    if (Number.isSafeInteger(value) && (value as number) > 0) return value as number;
    throw new TextError(
      'invalid-config',
      `${source}: ${name}: expected a whole number from 1, came ${JSON.stringify(value)}`,
    );
  };
  const width = count('hidden_size');
  const heads = count('num_attention_heads');
  if (width % heads !== 0) {
    throw new TextError(
      'invalid-config',
      `${source}: num_attention_heads: expected a divisor of ${width}, came ${heads}`,
    );
  }
  const normEpsilon = fields.layer_norm_eps ?? 1e-12;
  if (typeof normEpsilon !== 'number' || !(normEpsilon > 0)) {
    throw new TextError(
      'invalid-config',
      `${source}: layer_norm_eps: expected a number above 0, came ${JSON.stringify(normEpsilon)}`,
    );
  }
  return {
    width,
    layers: count('num_hidden_layers'),
    heads,
    feedForward: count('intermediate_size'),
    maxLength: count('max_position_embeddings'),
    vocabularySize: count('vocab_size'),
    normEpsilon,
  };
}
