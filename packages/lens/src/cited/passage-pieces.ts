import { markSpans, type TextMark, type WeighedSpan } from '../text/mark-spans.js';
import type { AnswerSpan } from './answer-spans.js';

/** A run of a passage: the words of an answer, or what stands between answers. */
export interface PassagePiece {
  /** Absent outside of answers. */
  readonly answer?: number;
  readonly marks: readonly TextMark[];
}

/** A passage in runs, each word marked by its weight against the passage's strongest. */
export function passagePieces(
  text: string,
  words: readonly WeighedSpan[],
  answers: readonly AnswerSpan[],
): PassagePiece[] {
  const borders = answers.map(({ start, end }) => ({ start, end, weight: 0 }));
  const pieces: { answer?: number; marks: TextMark[] }[] = [];
  let place = 0;
  for (const mark of markSpans(text, [...words, ...borders])) {
    const answer = answers.find(({ start, end }) => start <= place && place < end)?.answer;
    const last = pieces.at(-1);
    if (last && last.answer === answer) last.marks.push(mark);
    else pieces.push({ ...(answer !== undefined && { answer }), marks: [mark] });
    place += mark.text.length;
  }
  return pieces;
}
