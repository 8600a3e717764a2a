import type { TokenScheme } from './token-scheme.js';

const encoder = new TextEncoder();

/**
 * The UTF-8 bytes of a piece of text without its spaces, or with the sign that stands for a space: what a text and its
 * tokens have in common, since tokenizers add, drop and mark spaces.
 *
 * @param piece - text as the pre-tokenizer or the vocabulary writes it
 */
export function spelledBytes(piece: string, { byteLevel, byteFallback }: TokenScheme): Uint8Array {
  if (byteLevel) return withoutSpaces(Array.from(piece, byteOf));
  const byte = byteFallback ? /^<0x([0-9A-F]{2})>$/.exec(piece)?.[1] : undefined;
  return byte === undefined ? textBytes(piece, false) : withoutSpaces([Number.parseInt(byte, 16)]);
}

/** The same of text that has not been tokenized. */
export function textBytes(text: string, byteLevel: boolean): Uint8Array {
  return encoder.encode(dropSpaces(text, byteLevel));
}

/** A text without its spaces, and without the sign that stands for one where that is no letter among others. */
export function dropSpaces(text: string, byteLevel: boolean): string {
  return text.replace(byteLevel ? spaces : spacesAndTheirSign, '');
}

const spaces = /[\t-\r ]/g;
const spacesAndTheirSign = /[\t-\r \u2581]/g;

function withoutSpaces(bytes: readonly number[]): Uint8Array {
  return Uint8Array.from(bytes.filter((byte) => !((byte >= 0x09 && byte <= 0x0d) || byte === 0x20)));
}

/** GPT-2 writes printable characters of Latin-1 as themselves, and the other bytes in their order from U+0100 on. */
const bytesBeyond = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !isPrintable(byte));

function byteOf(character: string): number {
  const code = character.codePointAt(0) as number;
  return code < 0x100 ? code : (bytesBeyond[code - 0x100] ?? 0x20);
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
}
