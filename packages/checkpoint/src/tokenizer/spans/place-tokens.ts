import { indexOfBytes } from './index-of-bytes.js';
import { spelledBytes } from './spelled-bytes.js';
import type { TokenScheme } from './token-scheme.js';

/** The bytes `[start, end)` that a token stands for. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Which bytes of a piece each of its tokens stands for. Tokens that spell their text follow each other; those that stand
 * for unknown text share what lies between, a character each where there are several, and the last of them the rest.
 *
 * @param piece - the bytes of the piece, without spaces
 * @param unknown - the token that stands for what the vocabulary cannot write
 */
export function placeTokens(
  piece: Uint8Array,
  tokens: readonly string[],
  scheme: TokenScheme,
  unknown: string | undefined,
): ByteRange[] {
  const ranges: ByteRange[] = [];
  let position = 0;
  let waiting = 0;
  const settle = (end: number): void => {
    for (; waiting > 0; waiting--) {
      const next = waiting === 1 ? end : Math.min(end, afterCharacter(piece, position));
      ranges.push({ start: position, end: next });
      position = next;
    }
  };
  tokens.forEach((token, index) => {
    if (token === unknown) {
      waiting++;
      return;
    }
    const bytes = spelledBytes(bareToken(token, scheme, index === 0), scheme);
    const found = waiting === 0 ? position : indexOfBytes(piece, bytes, Math.min(position + waiting, piece.length));
    settle(Math.max(position, found === -1 ? piece.length : found));
    const end = Math.min(piece.length, position + bytes.length);
    ranges.push({ start: position, end });
    position = end;
  });
  settle(piece.length);
  return ranges;
}

function bareToken(token: string, { continuation, wordEnd }: TokenScheme, first: boolean): string {
  const start = !first && continuation !== '' && token.startsWith(continuation) ? continuation.length : 0;
  const end = wordEnd !== '' && token.endsWith(wordEnd) ? token.length - wordEnd.length : token.length;
  return token.slice(start, end);
}

function afterCharacter(bytes: Uint8Array, position: number): number {
  let next = position + 1;
  while (((bytes[next] ?? 0) & 0xc0) === 0x80) next++;
  return Math.min(next, bytes.length);
}
