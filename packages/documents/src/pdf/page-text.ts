import type { Block } from '../document/block.js';
import { levelOf } from './heading-sizes.js';
import { joinLines } from './join-lines.js';
import type { PageLine } from './page-line.js';
import { usualStep } from './usual-step.js';

/** How much more than the usual distance between two lines means a new paragraph. */
const wider = 1.35;
const betweenBlocks = '\n\n';

/** The text of a page: paragraphs by the distance between lines, headings by their size. */
export function pageText(
  lines: readonly PageLine[],
  headings: ReadonlyMap<number, number>,
): { text: string; blocks: Block[] } {
  const step = usualStep(lines);
  const groups: { level: number | undefined; lines: PageLine[] }[] = [];
  for (const line of lines) {
    const level = levelOf(line, headings);
    const group = groups.at(-1);
    const previous = group?.lines.at(-1);
    const distance = previous === undefined ? 0 : previous.baseline - line.baseline;
    // Upwards is the next column: the paragraph goes on there.
    const continues = level === undefined ? distance <= step * wider : distance <= line.size * 2;
    if (group !== undefined && group.level === level && continues) group.lines.push(line);
    else groups.push({ level, lines: [line] });
  }
  let text = '';
  const blocks: Block[] = [];
  for (const { level, lines: grouped } of groups) {
    if (text !== '') text += betweenBlocks;
    const start = text.length;
    text += joinLines(grouped.map((line) => line.text));
    const span = { start, end: text.length };
    if (level === undefined) blocks.push({ kind: 'prose', ...span });
    else blocks.push({ kind: 'heading', ...span, level, title: text.slice(start).replace(/\s+/g, ' ') });
  }
  return { text, blocks };
}
