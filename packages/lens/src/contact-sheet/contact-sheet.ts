import { cssColour, heatColours } from '../colour/heat-colours.js';
import type { EvidenceWord } from '../evidence/evidence.js';
import { attentionShares } from '../exhibit/attention-shares.js';
import { checkExhibit, type Exhibit } from '../exhibit/exhibit.js';
import { shownWords, type WordChoice } from '../exhibit/shown-words.js';
import { heatMapUrl } from '../heat/heat-map.js';
import { escapeMarkup } from '../markup/escape-markup.js';
import { checkSheetOptions } from './check-sheet-options.js';
import { type Frame, photoFrames } from './photo-frames.js';
import { type DrawnBlock, questionChips } from './question-chips.js';
import { fittingFontSize } from './text-width.js';
import { lineCount, wrapPieces } from './wrap-pieces.js';

/** How a contact sheet looks. */
export interface ContactSheetOptions {
  /** The words that get a picture; those that mean something by themselves unless told otherwise. */
  readonly words?: WordChoice;
  /** Pictures side by side, a whole number from 1 to 100; as suits their number where absent. */
  readonly columns?: number;
}

const tile = 300;
const gap = 20;
const margin = 28;
const labelHeight = 38;
const ink = '#1c1a22';
const quiet = '#5d5a66';

/**
 * One picture that says it all, as SVG: the written text, the photo, and the photo once more for every word with what
 * was looked at for it; under it the question, where there is one, with its words marked. Everything is inside the file.
 *
 * @throws {@link LensError} `invalid-picture`, `missing-source`, `invalid-option`
 */
export function contactSheet(exhibit: Exhibit, options: ContactSheetOptions = {}): string {
  checkExhibit(exhibit);
  checkSheetOptions(options);
  const { evidence, photos } = exhibit;
  const words = shownWords(evidence, options.words ?? 'content');
  const columns = options.columns ?? columnsFor(words.length + 1);
  const width = 2 * margin + columns * tile + (columns - 1) * gap;
  const header = drawHeader(exhibit, width - 2 * margin);
  const photoHeight = Math.max(
    ...photoFrames(photos, { left: 0, top: 0, width: tile, height: tile }, 6).map((frame) => frame.height),
    0,
  );
  const tiles: string[] = [];
  let top = margin + header.height;
  for (let first = 0; first < words.length + 1; first += columns) {
    const row = Array.from({ length: Math.min(columns, words.length + 1 - first) }, (_, column) => {
      const place = { left: margin + column * (tile + gap), top, width: tile, height: photoHeight };
      const word = words[first + column - 1];
      return word === undefined ? drawPhoto(exhibit, place) : drawWord(exhibit, word, place);
    });
    tiles.push(...row.map(({ svg }) => svg));
    top += Math.max(...row.map(({ height }) => height)) + gap;
  }
  const height = top - gap + margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${round(height)}" viewBox="0 0 ${width} ${round(height)}" font-family="Inter, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif" fill="${ink}"><title>${escapeMarkup(evidence.text)}</title><defs>${drawDefinitions(exhibit)}</defs><rect width="100%" height="100%" fill="#ffffff"/>${header.svg}${tiles.join('')}</svg>\n`;
}

function columnsFor(tiles: number): number {
  return tiles <= 4 ? tiles : Math.min(5, Math.ceil(Math.sqrt(tiles * 1.4)));
}

function drawDefinitions({ photos }: Exhibit): string {
  const images = photos.map(
    ({ url }, index) =>
      `<image id="photo-${index}" width="1" height="1" preserveAspectRatio="none" href="${url}" xlink:href="${url}"/>`,
  );
  const colours = heatColours();
  const stops = Array.from({ length: 9 }, (_, index) => {
    const colour = colours[Math.round((index / 8) * 255)] as (typeof colours)[number];
    return `<stop offset="${index / 8}" stop-color="${cssColour(colour)}"/>`;
  });
  return `${images.join('')}<linearGradient id="scale">${stops.join('')}</linearGradient>`;
}

function drawHeader({ evidence, texts = [] }: Exhibit, width: number): DrawnBlock {
  const lines = [
    ...texts.flatMap((text) => brokenLines(text, questionLine, width)),
    ...brokenLines(evidence.text, sentenceLine, width),
  ];
  let top = margin;
  const drawn = lines.map(({ text, size, height, bold, colour }) => {
    top += height;
    const weight = bold ? ' font-weight="bold"' : '';
    return `<text x="${margin}" y="${top - 12}" font-size="${size}"${weight} fill="${colour}">${escapeMarkup(text)}</text>`;
  });
  const legend = `<g font-size="15" fill="${quiet}"><text x="${margin}" y="${top + 16}">less</text><rect x="${margin + 38}" y="${top + 5}" width="120" height="12" rx="3" fill="url(#scale)"/><text x="${margin + 166}" y="${top + 16}">more looked at</text></g>`;
  return { svg: drawn.join('') + legend, height: top - margin + 34 };
}

interface LineStyle {
  readonly size: number;
  readonly height: number;
  readonly bold: boolean;
  readonly colour: string;
}

const questionLine: LineStyle = { size: 20, height: 30, bold: false, colour: quiet };
const sentenceLine: LineStyle = { size: 26, height: 36, bold: true, colour: ink };

/** A text in lines that fit; a word that is too long for one is set smaller. */
function brokenLines(text: string, style: LineStyle, width: number): (LineStyle & { readonly text: string })[] {
  const pieces = text.split(/\s+/).map((word) => ({ text: word }));
  const placed = wrapPieces(pieces, { fontSize: style.size, room: width, padding: 0, gap: 8 });
  return Array.from({ length: lineCount(placed) }, (_, line) => {
    const own = placed.filter((piece) => piece.line === line).map(({ piece }) => piece.text);
    const joined = own.join(' ');
    return { ...style, text: joined, size: round(fittingFontSize(joined, style.size, width * 1.1)) };
  });
}

function drawPhoto({ photos }: Exhibit, place: Frame): DrawnBlock {
  const frames = photoFrames(photos, below(place), 6);
  const label = photos.length > 1 ? 'the photos' : photos.length === 1 ? 'the photo' : '';
  return {
    svg: `<text x="${place.left}" y="${place.top + 26}" font-size="20" fill="${quiet}">${label}</text>${frames.map(drawFrame).join('')}`,
    height: labelHeight + place.height,
  };
}

function drawWord(exhibit: Exhibit, word: EvidenceWord, place: Frame): DrawnBlock {
  const { evidence, photos, texts = [] } = exhibit;
  const { slots } = evidence;
  const size = round(fittingFontSize(word.text, 24, tile));
  const label = `<text x="${place.left}" y="${place.top + 27}" font-size="${size}" font-weight="bold">${escapeMarkup(word.text)}</text>`;
  const pictures = photoFrames(photos, below(place), 6).map((frame, image) => {
    const heat = heatMapUrl({ slots, weights: word.weights, photo: photos[image] as (typeof photos)[number], image });
    return `${drawFrame(frame, image)}<image ${box(frame)} preserveAspectRatio="none" href="${heat}" xlink:href="${heat}"/>`;
  });
  const bottom = place.top + labelHeight + place.height;
  const chips = questionChips(exhibit, word, { left: place.left, top: bottom + 8, width: tile });
  const shares =
    texts.length > 0 && photos.length > 0
      ? drawShares(attentionShares(slots, word.weights), place.left, bottom + 8 + chips.height)
      : noBlock;
  return {
    svg: label + pictures.join('') + chips.svg + shares.svg,
    height: labelHeight + place.height + (chips.height > 0 ? 8 + chips.height : 0) + shares.height,
  };
}

const noBlock: DrawnBlock = { svg: '', height: 0 };

function drawShares({ photos, texts }: { photos: number; texts: number }, left: number, top: number): DrawnBlock {
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  const text = `photo ${percent(photos)}, question ${percent(texts)}`;
  return { svg: `<text x="${left}" y="${round(top + 15)}" font-size="14" fill="${quiet}">${text}</text>`, height: 22 };
}

function drawFrame({ left, top, width, height }: Frame, image: number): string {
  const transform = `translate(${round(left)} ${round(top)}) scale(${round(width)} ${round(height)})`;
  return `<use href="#photo-${image}" xlink:href="#photo-${image}" transform="${transform}"/>`;
}

function box({ left, top, width, height }: Frame): string {
  return `x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}"`;
}

function below(place: Frame): Frame {
  return { ...place, top: place.top + labelHeight };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
