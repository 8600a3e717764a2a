/** A word of a passage: characters `[start, end)`. */
export interface Word {
  readonly start: number;
  readonly end: number;
}

/** Characters that are words by themselves, as BERT splits text: punctuation, and ideographs. */
const alone = /[\p{P}\p{Script=Han}!-/:-@[-`{-~]/u;

/** A word piece with the part of the text that it stands for. */
export interface PieceOffsets {
  readonly start: number;
  readonly end: number;
}

/** Puts the word pieces of a passage together to words. */
export class PassageWords {
  readonly words: readonly Word[];
  readonly #wordOf: readonly number[];

  /** @param pieces - by their number in the passage; some may be absent */
  constructor(text: string, pieces: readonly (PieceOffsets | undefined)[]) {
    const words: { start: number; end: number }[] = [];
    this.#wordOf = Array.from(pieces, (piece, index) => {
      if (piece === undefined) return -1;
      const last = words.at(-1);
      if (last !== undefined && pieces[index - 1] !== undefined && continues(text, last, piece)) {
        last.end = Math.max(last.end, piece.end);
      } else {
        words.push({ start: piece.start, end: piece.end });
      }
      return words.length - 1;
    });
    this.words = words;
  }

  /** The number of the word that a word piece belongs to. */
  wordOf(piece: number): number {
    return this.#wordOf[piece] as number;
  }
}

function continues(text: string, word: Word, piece: PieceOffsets): boolean {
  if (piece.start < word.end) return true;
  if (piece.start > word.end) return false;
  return (
    !alone.test(lastCharacter(text.slice(word.start, word.end))) && !alone.test(text.slice(piece.start, piece.end))
  );
}

function lastCharacter(text: string): string {
  return Array.from(text.slice(-2)).at(-1) ?? '';
}
