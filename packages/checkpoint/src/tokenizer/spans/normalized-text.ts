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

/** What became of a part of a character; offsets count from the character. */
interface NormalizedPart extends Origin {
  readonly result: string;
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
  normalize: (text: string) => string,
  offset: number,
  byteLevel: boolean,
): NormalizedText {
  const normalized = normalize(text);
  const known = new Map<string, readonly NormalizedPart[]>();
  const origins: Origin[] = [];
  let joined = '';
  for (const { 0: character, index } of text.matchAll(characters)) {
    const parts = known.get(character) ?? normalizeCharacter(character, normalize);
    known.set(character, parts);
    for (const { result, start, end } of parts) {
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

/** A character with its marks stays whole where normalisation changes their number; a mark that vanishes belongs to what is before it. */
function normalizeCharacter(character: string, normalize: (text: string) => string): NormalizedPart[] {
  const whole = normalize(character);
  const codePoints = [...character];
  if (codePoints.length === 1) return [{ result: whole, start: 0, end: character.length }];
  const parts: NormalizedPart[] = [];
  let start = 0;
  for (const codePoint of codePoints) {
    const result = normalize(codePoint);
    const previous = parts.at(-1);
    const end = start + codePoint.length;
    if (result === '' && previous !== undefined) parts[parts.length - 1] = { ...previous, end };
    else parts.push({ result, start, end });
    start = end;
  }
  const same = parts.map(({ result }) => result).join('') === whole;
  return same ? parts : [{ result: whole, start: 0, end: character.length }];
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
