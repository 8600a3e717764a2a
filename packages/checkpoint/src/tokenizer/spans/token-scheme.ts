import { isRecord, type JsonRecord } from '../../json.js';

/** How the tokens of a `tokenizer.json` spell the text that they stand for. */
export interface TokenScheme {
  /** Every character of a token is a byte, in GPT-2's alphabet. */
  readonly byteLevel: boolean;
  /** `<0x0A>` is a byte. */
  readonly byteFallback: boolean;
  /** What tokens inside a word begin with, `##` for WordPiece. */
  readonly continuation: string;
  /** What tokens at the end of a word end with. */
  readonly wordEnd: string;
}

/** Reads the scheme from a checked file. */
export function tokenScheme({ model, pre_tokenizer }: JsonRecord): TokenScheme {
  const fields = isRecord(model) ? model : {};
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    byteLevel: hasByteLevel(pre_tokenizer),
    byteFallback: fields.byte_fallback === true,
    continuation: fields.type === 'WordPiece' ? text(fields.continuing_subword_prefix) : '',
    wordEnd: text(fields.end_of_word_suffix),
  };
}

function hasByteLevel(preTokenizer: unknown): boolean {
  if (!isRecord(preTokenizer)) return false;
  const { type, pretokenizers } = preTokenizer;
  return type === 'ByteLevel' || (Array.isArray(pretokenizers) && pretokenizers.some(hasByteLevel));
}
