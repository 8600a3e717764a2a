import type { EvidenceWord } from '../evidence/evidence.js';
import type { Exhibit } from '../exhibit/exhibit.js';
import { escapeMarkup } from '../markup/escape-markup.js';
import { textMarks } from '../text/text-marks.js';
import { partsThatFit } from './text-width.js';
import { lineCount, wrapPieces } from './wrap-pieces.js';

const fontSize = 16;
const lineHeight = 28;
const padding = 5;

/** A piece of the drawing and how high it is. */
export interface DrawnBlock {
  readonly svg: string;
  readonly height: number;
}

/** The texts of an exhibit as rows of words, each on a ground as strong as the word was looked at. */
export function questionChips(
  { evidence, texts = [] }: Exhibit,
  { weights }: EvidenceWord,
  place: { readonly left: number; readonly top: number; readonly width: number },
): DrawnBlock {
  let { top } = place;
  const drawn = texts.map((text, index) => {
    const marks = textMarks(text, evidence.slots, weights, index)
      .flatMap(({ text, strength }) => text.split(/\s+/).map((word) => ({ text: word, strength })))
      .flatMap(({ text, strength }) =>
        partsThatFit(text, fontSize, place.width - 2 * padding).map((part) => ({ text: part, strength })),
      );
    const chips = wrapPieces(marks, { fontSize, room: place.width, padding, gap: 3 });
    const svg = chips.map(({ piece, line, left, width }) => {
      const x = place.left + left;
      const y = top + line * lineHeight;
      return `<rect x="${round(x)}" y="${y}" width="${round(width)}" height="24" rx="4" fill="#ff8c00" fill-opacity="${round(0.75 * piece.strength)}"/><text x="${round(x + width / 2)}" y="${y + 17}" font-size="${fontSize}" text-anchor="middle">${escapeMarkup(piece.text)}</text>`;
    });
    top += lineCount(chips) * lineHeight;
    return svg.join('');
  });
  return { svg: drawn.join(''), height: top - place.top };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
