import type { Slot } from '@crossattn/core';
import type { PreparedText } from '@crossattn/text';

/** A word piece of a passage. */
export interface WindowPiece {
  readonly id: number;
  /** Which of the passage's word pieces it is, from 0. */
  readonly number: number;
  /** UTF-16 offsets in the passage. */
  readonly start: number;
  readonly end: number;
}

/** A part of a passage that is read at once. */
export interface PassageWindow {
  /** Which passage of the request. */
  readonly passage: number;
  readonly pieces: readonly WindowPiece[];
  /** The states of the pieces, or what is encoded to get them. */
  readonly source: Float32Array | PreparedText;
}

/** The word pieces of a prepared window: all but the special token at each end. */
export function piecesOf({ ids, slots }: PreparedText, first: number): WindowPiece[] {
  return slots.slice(1, -1).map((slot, index) => {
    const { start, end } = slot as Extract<Slot, { kind: 'span' }>;
    return { id: ids[index + 1] as number, number: first + index, start, end };
  });
}
