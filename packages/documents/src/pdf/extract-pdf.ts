import { breathe } from '@crossattn/core';
import type { DocumentText } from '../document/document.js';
import type { Extracted } from '../document/extracted.js';
import { bodySize, headingSizes } from './heading-sizes.js';
import { openPdf } from './open-pdf.js';
import type { PageLine } from './page-line.js';
import { pageText } from './page-text.js';

/** The text layer of a PDF, page by page, in the order in which the file draws it. */
export async function extractPdf(
  bytes: Uint8Array,
  document: string,
  signal: AbortSignal | undefined,
): Promise<Extracted> {
  const pages: PageLine[][] = [];
  await using pdf = await openPdf(bytes, document, signal);
  for (let page = 1; page <= pdf.pages; page++) {
    // PDF.js never lets go of the event loop by itself.
    await breathe(signal);
    pages.push(await pdf.linesOf(page));
  }
  const sizes = headingSizes(pages, bodySize(pages));
  const texts = pages.map((lines, index): DocumentText => ({ page: index + 1, ...pageText(lines, sizes) }));
  const title = await pdf.title();
  return { ...(title === undefined ? {} : { title }), texts };
}
