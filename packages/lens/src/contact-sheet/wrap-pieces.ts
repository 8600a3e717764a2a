import { textWidth } from './text-width.js';

/** A piece of text with its place on a line. */
export interface PlacedPiece<Piece> {
  readonly piece: Piece;
  readonly line: number;
  readonly left: number;
  readonly width: number;
}

/** Sets pieces one after the other and begins a new line where the next has no room. */
export function wrapPieces<Piece extends { readonly text: string }>(
  pieces: readonly Piece[],
  layout: { readonly fontSize: number; readonly room: number; readonly padding: number; readonly gap: number },
): PlacedPiece<Piece>[] {
  const { fontSize, room, padding, gap } = layout;
  let line = 0;
  let left = 0;
  return pieces.map((piece) => {
    const width = Math.min(room, textWidth(piece.text, fontSize) + 2 * padding);
    if (left > 0 && left + width > room) {
      line += 1;
      left = 0;
    }
    const placed = { piece, line, left, width };
    left += width + gap;
    return placed;
  });
}

/** How many lines pieces take. */
export function lineCount(placed: readonly PlacedPiece<unknown>[]): number {
  return placed.length === 0 ? 0 : (placed.at(-1) as PlacedPiece<unknown>).line + 1;
}
