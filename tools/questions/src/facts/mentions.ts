import { captionWords } from '../captions/caption-words.js';
import type { CaptionedPhoto } from '../photos/captioned-photo.js';

/** Which words people used for a photo, and in how many captions. */
export class Mentions {
  readonly captions: readonly (readonly string[])[];
  readonly #everything: ReadonlySet<string>;

  constructor(photo: CaptionedPhoto) {
    this.captions = photo.captions.map(captionWords);
    const hints = photo.hints.flatMap(captionWords);
    this.#everything = new Set([...this.captions.flat(), ...hints].flatMap((word) => [word, ...word.split('-')]));
  }

  /** Number of captions that have at least one of the words. */
  count(words: ReadonlySet<string>): number {
    return this.captions.filter((caption) => caption.some((word) => words.has(word))).length;
  }

  /** Whether any caption, or any hint, has one of the words, or a word that is joined with it by a hyphen. */
  has(words: ReadonlySet<string>): boolean {
    const [fewer, more] = words.size < this.#everything.size ? [words, this.#everything] : [this.#everything, words];
    for (const word of fewer) if (more.has(word)) return true;
    return false;
  }
}
