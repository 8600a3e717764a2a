import type { Extracted } from '../document/extracted.js';
import { paragraphs } from './paragraphs.js';

/** Plain text: paragraphs are what empty lines separate. */
export function extractPlain(text: string): Extracted {
  const blocks = paragraphs(text).map(({ start, end }) => ({ kind: 'prose' as const, start, end }));
  return { texts: [{ text, blocks }] };
}
