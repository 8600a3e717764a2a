import { LensError } from '../lens-error.js';
import { checkNames } from '../options/check-names.js';
import { loadSharp } from './load-sharp.js';

/** How a drawing becomes pixels. */
export interface RenderOptions {
  /** Pixels for each unit of the drawing; 1 by default. */
  readonly scale?: number;
}

const greatestScale = 8;
const pointsPerInch = 72;

/**
 * Draws SVG, such as a contact sheet, as a PNG file, with the fonts of the machine.
 *
 * @throws LensError `renderer-unavailable`, `no-font`, `invalid-option`, `invalid-picture` for what cannot be drawn
 */
export async function renderPng(svg: string, options: RenderOptions = {}): Promise<Uint8Array> {
  checkNames(options, ['scale'], 'renderPng');
  const { scale = 1 } = options;
  if (!(scale > 0 && scale <= greatestScale)) {
    throw new LensError('invalid-option', `scale: expected a number above 0 and up to ${greatestScale}, got ${scale}`);
  }
  const sharp = await loadSharp();
  if (/<text[\s>]/.test(svg)) await requireFont();
  try {
    return await sharp(Buffer.from(svg), { density: pointsPerInch * scale, unlimited: true })
      .png()
      .toBuffer();
  } catch (cause) {
    throw new LensError(
      'invalid-picture',
      `svg: expected a drawing, got ${svg.length} characters that cannot be drawn`,
      {
        cause,
      },
    );
  }
}

let fontFound = false;

/** Without any font librsvg draws every letter as the same blank or box, and says nothing. */
async function requireFont(): Promise<void> {
  if (fontFound) return;
  const [narrow, wide] = await Promise.all(['i', 'm'].map(drawLetter));
  if (narrow?.equals(wide as Buffer)) {
    throw new LensError('no-font', 'this machine has no font to write labels in: install one, such as DejaVu Sans');
  }
  fontFound = true;
}

async function drawLetter(letter: string): Promise<Buffer> {
  const sharp = await loadSharp();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text x="2" y="16" font-size="16" font-family="sans-serif">${letter}</text></svg>`;
  return sharp(Buffer.from(svg)).raw().toBuffer();
}
