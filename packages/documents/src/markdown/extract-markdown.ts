import type { Extracted } from '../document/extracted.js';
import { readFrontMatter } from './front-matter.js';
import { markdownBlocks } from './markdown-blocks.js';

/** Markdown as it is written: blocks are found, their markup stays, so that every offset is one of the file. */
export async function extractMarkdown(text: string): Promise<Extracted> {
  const { end, title } = readFrontMatter(text);
  const blocks = await markdownBlocks(text, end);
  return { ...(title === undefined ? {} : { title }), texts: [{ text, blocks }] };
}
