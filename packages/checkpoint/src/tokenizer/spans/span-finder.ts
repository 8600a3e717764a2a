import type { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import type { JsonRecord } from '../../json.js';
import { BoundedCache } from './bounded-cache.js';
import { CharacterNormalizer } from './character-normalizer.js';
import { indexOfBytes } from './index-of-bytes.js';
import { type NormalizedText, normalizeText } from './normalized-text.js';
import { type ByteRange, placeTokens } from './place-tokens.js';
import { spelledBytes, textBytes } from './spelled-bytes.js';
import { type AddedToken, splitAddedTokens } from './split-added-tokens.js';
import { type TokenScheme, tokenScheme } from './token-scheme.js';
import type { TokenSpan } from './token-span.js';

/** What a piece of the pre-tokenizer is made of, wherever it stands. */
interface KnownPiece {
  readonly bytes: Uint8Array;
  readonly tokens: readonly (ByteRange & { readonly id: number })[];
}

/**
 * Finds which part of a text each token stands for, which `@huggingface/tokenizers` does not tell: the text goes through
 * the same steps (added tokens, normaliser, pre-tokenizer, model) with the origin of every byte beside it.
 */
export class SpanFinder {
  readonly #tokenizer: HuggingFaceTokenizer;
  readonly #scheme: TokenScheme;
  /** Looked for in the text as given, and in the normalised text. */
  readonly #plainTokens = new Map<string, AddedToken>();
  readonly #normalizedTokens = new Map<string, AddedToken>();
  readonly #characters: CharacterNormalizer;
  /** Most words of a text have been met before. */
  readonly #pieces = new BoundedCache<KnownPiece>((piece) => this.#readPiece(piece));

  constructor(tokenizer: HuggingFaceTokenizer, json: JsonRecord) {
    this.#tokenizer = tokenizer;
    this.#scheme = tokenScheme(json);
    const { normalizer } = tokenizer;
    this.#characters = new CharacterNormalizer((text) => (normalizer === null ? text : normalizer(text)));
    for (const token of (json.added_tokens ?? []) as readonly AddedToken[]) {
      if (token.normalized && normalizer !== null) this.#normalizedTokens.set(normalizer(token.content), token);
      else this.#plainTokens.set(token.content, token);
    }
  }

  /** The tokens of a text in their order, without the special tokens that a model may want around it. */
  find(text: string): TokenSpan[] {
    const placed: TokenSpan[] = [];
    for (const [section, part] of splitAddedTokens(text, this.#plainTokens).entries()) {
      if (part.added) placed.push({ id: this.#idOf(part.text), start: part.start, end: part.start + part.text.length });
      else if (part.text !== '') this.#placePart(placed, part.text, part.start, section);
    }
    return this.#tokenizer.model?.fuse_unk === true ? this.#fuseUnknown(placed) : placed;
  }

  #placePart(placed: TokenSpan[], text: string, offset: number, section: number): void {
    const { pre_tokenizer: preTokenizer } = this.#tokenizer;
    const { byteLevel } = this.#scheme;
    const normalized = normalizeText(text, this.#characters, offset, byteLevel);
    let position = 0;
    for (const part of splitAddedTokens(normalized.text, this.#normalizedTokens)) {
      if (part.text === '') continue;
      if (part.added) {
        const range = locate(normalized.bytes, textBytes(part.text, byteLevel), position);
        placed.push(spanOf(normalized, this.#idOf(part.text), range.start, range.end));
        position = range.end;
        continue;
      }
      for (const piece of preTokenizer === null ? [part.text] : preTokenizer(part.text, { section_index: section })) {
        const { bytes, tokens } = this.#pieces.get(piece);
        const range = locate(normalized.bytes, bytes, position);
        for (const { id, start, end } of tokens)
          placed.push(spanOf(normalized, id, range.start + start, range.start + end));
        position = range.end;
      }
    }
  }

  #readPiece(piece: string): KnownPiece {
    const bytes = spelledBytes(piece, { ...this.#scheme, byteFallback: false });
    const { model } = this.#tokenizer;
    const tokens: string[] = model?.encode([piece]) ?? [];
    const ranges = placeTokens(bytes, tokens, this.#scheme, model?.unk_token);
    return {
      bytes,
      tokens: tokens.map((token, index) => ({ id: this.#idOf(token), ...(ranges[index] ?? { start: 0, end: 0 }) })),
    };
  }

  #idOf(token: string): number {
    const added = this.#plainTokens.get(token) ?? this.#normalizedTokens.get(token);
    const { model } = this.#tokenizer;
    return this.#tokenizer.token_to_id(added?.content ?? token) ?? model?.unk_token_id ?? -1;
  }

  /** Unknown tokens that follow each other become one, as models with `fuse_unk` want it. */
  #fuseUnknown(tokens: readonly TokenSpan[]): TokenSpan[] {
    const unknown = this.#tokenizer.model?.unk_token_id;
    const fused: TokenSpan[] = [];
    for (const token of tokens) {
      const previous = fused.at(-1);
      if (previous !== undefined && previous.id === unknown && token.id === unknown) {
        const start = previous.start === previous.end ? token.start : previous.start;
        fused[fused.length - 1] = { id: token.id, start, end: token.end };
      } else {
        fused.push(token);
      }
    }
    return fused;
  }
}

/** Pieces follow each other in the text; what the pre-tokenizer removed is passed over. */
function locate(bytes: Uint8Array, piece: Uint8Array, position: number): { start: number; end: number } {
  const found = indexOfBytes(bytes, piece, position);
  const start = found === -1 ? position : found;
  return { start, end: Math.min(start + piece.length, bytes.length) };
}

function spanOf(normalized: NormalizedText, id: number, start: number, end: number): TokenSpan {
  const { starts, ends, offset } = normalized;
  if (start < end) return { id, start: starts[start] as number, end: ends[end - 1] as number };
  const before = ends[start - 1] ?? starts[start] ?? offset;
  // What is before and behind may be of one character, which is not over yet.
  const place = Math.min(before, starts[start] ?? before);
  return { id, start: place, end: place };
}
