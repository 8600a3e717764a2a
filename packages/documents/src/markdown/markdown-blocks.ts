import type { Block, BlockKind } from '../document/block.js';
import { trimSpan } from '../document/span.js';
import { lineStarts } from './line-starts.js';
import { loadMarkdownIt } from './load-markdown-it.js';
import { withoutMarkup } from './without-markup.js';
import { withoutTags } from './without-tags.js';

/** Tokens of markdown-it that hold text, and how it is read. */
const kinds: ReadonlyMap<string, BlockKind> = new Map([
  ['heading_open', 'heading'],
  ['paragraph_open', 'prose'],
  ['table_open', 'lines'],
  ['fence', 'lines'],
  ['code_block', 'lines'],
  ['html_block', 'lines'],
]);
/** Tokens of what is not read. */
const unread = new Set(['reference_definition']);

/**
 * The blocks of a text from `from` on, each of whole lines. Comments, HTML without words and link definitions are left
 * out, as gaps.
 */
export async function markdownBlocks(text: string, from: number): Promise<Block[]> {
  const parser = await loadMarkdownIt();
  const starts = lineStarts(text, from);
  const tokens = parser.parse(text.slice(from), {});
  const blocks: Block[] = [];
  let afterGap = from > 0;
  for (const [index, token] of tokens.entries()) {
    const { type, map, content, tag } = token;
    const kind = kinds.get(type);
    const wordless = type === 'html_block' && withoutTags(content).trim() === '';
    if (wordless || unread.has(type)) afterGap = true;
    if (kind === undefined || wordless || map === null) continue;
    const lines = { start: starts[map[0]] ?? text.length, end: starts[map[1]] ?? text.length };
    const { start, end } = trimSpan(text, { start: Math.max(lines.start, blocks.at(-1)?.end ?? 0), end: lines.end });
    if (start === end) continue;
    const heading =
      kind === 'heading' ? { level: Number(tag.slice(1)), title: withoutMarkup(tokens[index + 1]?.content ?? '') } : {};
    blocks.push({ kind, start, end, ...heading, ...(afterGap ? { afterGap } : {}) });
    afterGap = false;
  }
  return blocks;
}
