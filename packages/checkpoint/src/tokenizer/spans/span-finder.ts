import type { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import type { JsonRecord } from '../../json.js';
import { indexOfBytes } from './index-of-bytes.js';
import { type NormalizedText, normalizeText } from './normalized-text.js';
import { placeTokens } from './place-tokens.js';
import { spelledBytes, textBytes } from './spelled-bytes.js';
import { type AddedToken, splitAddedTokens } from './split-added-tokens.js';
import { type TokenScheme, tokenScheme } from './token-scheme.js';
import type { TokenSpan } from './token-span.js';

/** A token with its place, before its id is looked up. */
interface PlacedToken {
  readonly token: string;
  readonly start: number;
  readonly end: number;
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

  constructor(tokenizer: HuggingFaceTokenizer, json: JsonRecord) {
    this.#tokenizer = tokenizer;
    this.#scheme = tokenScheme(json);
    const { normalizer } = tokenizer;
    for (const token of (json.added_tokens ?? []) as readonly AddedToken[]) {
      if (token.normalized && normalizer !== null) this.#normalizedTokens.set(normalizer(token.content), token);
      else this.#plainTokens.set(token.content, token);
    }
  }

  /** The tokens of a text in their order, without the special tokens that a model may want around it. */
  find(text: string): TokenSpan[] {
    const placed: PlacedToken[] = [];
    for (const [section, part] of splitAddedTokens(text, this.#plainTokens).entries()) {
      if (part.added) placed.push({ token: part.text, start: part.start, end: part.start + part.text.length });
      else if (part.text !== '') placed.push(...this.#normalizedPart(part.text, part.start, section));
    }
    const known = placed.map((token) => ({ ...token, id: this.#idOf(token.token) }));
    return this.#tokenizer.model?.fuse_unk === true ? this.#fuseUnknown(known) : known.map(bare);
  }

  #normalizedPart(text: string, offset: number, section: number): PlacedToken[] {
    const { normalizer, pre_tokenizer: preTokenizer } = this.#tokenizer;
    const { byteLevel } = this.#scheme;
    const normalized = normalizeText(
      text,
      (part) => (normalizer === null ? part : normalizer(part)),
      offset,
      byteLevel,
    );
    const placed: PlacedToken[] = [];
    let position = 0;
    for (const part of splitAddedTokens(normalized.text, this.#normalizedTokens)) {
      if (part.text === '') continue;
      if (part.added) {
        const bytes = textBytes(part.text, byteLevel);
        const range = locate(normalized.bytes, bytes, position);
        placed.push({ token: part.text, ...spanOf(normalized, range.start, range.end) });
        position = range.end;
        continue;
      }
      for (const piece of preTokenizer === null ? [part.text] : preTokenizer(part.text, { section_index: section })) {
        const bytes = spelledBytes(piece, { ...this.#scheme, byteFallback: false });
        const range = locate(normalized.bytes, bytes, position);
        placed.push(...this.#tokensOf(piece, bytes, range.start, normalized));
        position = range.end;
      }
    }
    return placed;
  }

  #tokensOf(piece: string, bytes: Uint8Array, position: number, normalized: NormalizedText): PlacedToken[] {
    const { model } = this.#tokenizer;
    const tokens: string[] = model?.encode([piece]) ?? [];
    const ranges = placeTokens(bytes, tokens, this.#scheme, model?.unk_token);
    return tokens.map((token, index) => {
      const { start, end } = ranges[index] ?? { start: 0, end: 0 };
      return { token, ...spanOf(normalized, position + start, position + end) };
    });
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
        fused.push(bare(token));
      }
    }
    return fused;
  }
}

function bare({ id, start, end }: TokenSpan): TokenSpan {
  return { id, start, end };
}

/** Pieces follow each other in the text; what the pre-tokenizer removed is passed over. */
function locate(bytes: Uint8Array, piece: Uint8Array, position: number): { start: number; end: number } {
  const found = indexOfBytes(bytes, piece, position);
  const start = found === -1 ? position : found;
  return { start, end: Math.min(start + piece.length, bytes.length) };
}

function spanOf(normalized: NormalizedText, start: number, end: number): { start: number; end: number } {
  const { starts, ends, offset } = normalized;
  if (start < end) return { start: starts[start] as number, end: ends[end - 1] as number };
  const place = ends[start - 1] ?? starts[start] ?? offset;
  return { start: place, end: place };
}
