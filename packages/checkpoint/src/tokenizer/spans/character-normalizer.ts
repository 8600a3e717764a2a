import { BoundedCache } from './bounded-cache.js';

/** What became of a part of a character; offsets count from the character. */
interface NormalizedPart {
  readonly result: string;
  readonly start: number;
  readonly end: number;
}

/** A normaliser that remembers what it made of characters. */
export class CharacterNormalizer {
  readonly normalize: (text: string) => string;
  readonly #parts = new BoundedCache((character) => this.#split(character));

  constructor(normalize: (text: string) => string) {
    this.normalize = normalize;
  }

  /**
   * A character with its marks stays whole where normalisation changes their number; a mark that vanishes belongs to what
   * is before it.
   */
  partsOf(character: string): readonly NormalizedPart[] {
    return this.#parts.get(character);
  }

  #split(character: string): NormalizedPart[] {
    const whole = this.normalize(character);
    const codePoints = [...character];
    if (codePoints.length === 1) return [{ result: whole, start: 0, end: character.length }];
    const parts: NormalizedPart[] = [];
    let start = 0;
    for (const codePoint of codePoints) {
      const result = this.normalize(codePoint);
      const previous = parts.at(-1);
      const end = start + codePoint.length;
      if (result === '' && previous !== undefined) parts[parts.length - 1] = { ...previous, end };
      else parts.push({ result, start, end });
      start = end;
    }
    const same = parts.map(({ result }) => result).join('') === whole;
    return same ? parts : [{ result: whole, start: 0, end: character.length }];
  }
}
