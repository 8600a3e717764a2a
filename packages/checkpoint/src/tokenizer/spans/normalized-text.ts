import type { CharacterNormalizer } from './character-normalizer.js';
import { dropSpaces, textBytes } from './spelled-bytes.js';

/** A normalised text whose bytes know where they came from. */
export interface NormalizedText {
  readonly text: string;
  /** Where it begins in the text as it was given. */
  readonly offset: number;
  /** Its UTF-8 bytes without spaces. */
  readonly bytes: Uint8Array;
  /** Where the character that a byte came from begins and ends in the text as it was given. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Where something came from in the text as it was given. */
interface Origin {
  readonly start: number;
  readonly end: number;
}

/**
 * A character with the marks that belong to it, which a space has none of; Korean syllables may be written in parts. What
 * normalisation joins stays joined.
 */
const characters = /[\u1100-\u11ff]+|[\t-\r ]|.\p{M}*/gsu;

/**
 * Normalises a text and remembers the origin of every byte, whatever the normaliser does: each character is also
 * normalised alone, and both results are brought together where they differ, as at a final sigma. Spaces do not count.
 *
 * @param offset - of the text in a longer one
 */
export function normalizeText(
  text: string,
  normalizer: CharacterNormalizer,
  offset: number,
  byteLevel: boolean,
): NormalizedText {
  const normalized = normalizer.normalize(text);
  const origins: Origin[] = [];
  let joined = '';
  for (const { 0: character, index } of text.matchAll(characters)) {
    for (const { result, start, end } of normalizer.partsOf(character)) {
      const kept = dropSpaces(result, byteLevel);
      const origin = { start: offset + index + start, end: offset + index + end };
      for (let unit = 0; unit < kept.length; unit++) origins.push(origin);
      joined += kept;
    }
  }
  const kept = dropSpaces(normalized, byteLevel);
  const source = joined === kept ? undefined : align(joined, kept);
  const bytes = textBytes(kept, byteLevel);
  const starts = new Int32Array(bytes.length);
  const ends = new Int32Array(bytes.length);
  let byte = 0;
  let unit = 0;
  for (const character of kept) {
    const origin = origins[source?.[unit] ?? unit] ?? { start: offset + text.length, end: offset + text.length };
    const next = byte + utf8Length(character.codePointAt(0) as number);
    starts.fill(origin.start, byte, next);
    ends.fill(origin.end, byte, next);
    byte = next;
    unit += character.length;
  }
  return { text: normalized, offset, bytes, starts, ends };
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** For every unit of `to`, the unit of `from` that it corresponds to; where they differ, the nearest way to agree again is taken. */
function align(from: string, to: string): Int32Array {
  const source = new Int32Array(to.length);
  let origin = 0;
  let unit = 0;
  while (unit < to.length) {
    if (from[origin] === to[unit]) {
      source[unit++] = origin++;
      continue;
    }
    const [skipped, added] = nextAgreement(from, origin, to, unit);
    for (let step = 0; step < added; step++) source[unit++] = Math.min(origin + step, from.length - 1);
    origin += skipped;
  }
  return source;
}

const farthest = 32;

/** How many units of both to pass over; one that was exchanged for another, as a final sigma, comes first. */
function nextAgreement(from: string, origin: number, to: string, unit: number): [number, number] {
  if (from[origin + 1] === to[unit + 1]) return [1, 1];
  for (let distance = 1; distance <= farthest; distance++) {
    for (let added = 0; added <= distance; added++) {
      const skipped = distance - added;
      if (origin + skipped < from.length && from[origin + skipped] === to[unit + added]) return [skipped, added];
    }
  }
  return [1, 1];
}
