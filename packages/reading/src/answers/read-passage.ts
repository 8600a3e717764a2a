import type { PieceSpan } from '../network/reading-network.js';
import { saysSomething } from './normalized-answer.js';
import { PassageWords, type PieceOffsets, type Word } from './passage-words.js';

/** What one window of a passage says to a question. */
export interface ReadWindow {
  /** The numbers in the passage of the word pieces that were read, and what they stand for. */
  readonly pieces: readonly (PieceOffsets & { readonly number: number })[];
  /** As in `WindowReading`. */
  readonly scores: ArrayLike<number>;
  readonly spans: readonly PieceSpan[];
}

/** A possible answer in whole words: `first` to `last`, both included. */
interface WordSpan {
  readonly first: number;
  readonly last: number;
  readonly score: number;
}

/** What a passage says to a question, its windows taken together. */
export interface ReadPassage {
  readonly text: string;
  /** The logarithm of how likely it was to hold the answer before it was read, the likeliest 0. */
  readonly prior: number;
  readonly words: readonly Word[];
  /** For each word, the logarithm of the odds of its pieces against "nowhere". */
  readonly wordScores: readonly number[];
  /** Possible answers that do not overlap, the best first. */
  readonly spans: readonly WordSpan[];
}

/**
 * Takes the windows of a passage together. A word piece that two windows hold counts once, with the better of its scores,
 * and so does an answer.
 */
export function readPassage(text: string, prior: number, windows: readonly ReadWindow[]): ReadPassage {
  const pieces: PieceOffsets[] = [];
  const scores: number[] = [];
  for (const window of windows) {
    for (const [index, piece] of window.pieces.entries()) {
      pieces[piece.number] = piece;
      scores[piece.number] = Math.max(scores[piece.number] ?? -Infinity, window.scores[index] as number);
    }
  }
  const words = new PassageWords(text, pieces);
  const wordScores = words.words.map(() => -Infinity);
  scores.forEach((score, piece) => {
    const word = words.wordOf(piece);
    wordScores[word] = addLogarithms(wordScores[word] as number, score);
  });
  const textOf = ({ first, last }: WordSpan) => text.slice(words.words[first]?.start, words.words[last]?.end);
  const spans = windows
    .flatMap((window) =>
      window.spans.map(({ first, last, score }) => ({
        first: words.wordOf(window.pieces[first]?.number as number),
        last: words.wordOf(window.pieces[last]?.number as number),
        score,
      })),
    )
    .filter((span) => saysSomething(textOf(span)));
  return { text, prior, words: words.words, wordScores, spans: withoutOverlap(spans) };
}

/** The best of the spans that share words. */
function withoutOverlap(spans: readonly WordSpan[]): WordSpan[] {
  const kept: WordSpan[] = [];
  for (const span of [...spans].sort((left, right) => right.score - left.score || left.first - right.first)) {
    if (kept.every(({ first, last }) => span.last < first || last < span.first)) kept.push(span);
  }
  return kept;
}

function addLogarithms(left: number, right: number): number {
  const most = Math.max(left, right);
  return most === -Infinity ? most : most + Math.log(Math.exp(left - most) + Math.exp(right - most));
}
