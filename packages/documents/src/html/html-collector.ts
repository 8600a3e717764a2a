import type { Extracted } from '../document/extracted.js';
import { BlockWriter } from './block-writer.js';
import { betweenCells, blockElements, cellElements, headingLevel, unreadElements } from './html-elements.js';

const notDisplayed = /display\s*:\s*none/i;

/** Collects what a page says from the events of its parser; holds no tree, so depth costs nothing. */
export class HtmlCollector {
  readonly #writer = new BlockWriter();
  #title: string | undefined;
  #inTitle = false;
  /** Open elements from the outermost unread one on. */
  #unread = 0;
  #verbatim = 0;
  /** Rows that are open, in tables within tables. */
  #rows = 0;

  onopentag(element: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#unread > 0 || isUnread(element, attributes)) {
      this.#unread += 1;
      return;
    }
    if (element === 'title') {
      this.#inTitle = this.#title === undefined;
      this.#title ??= '';
    } else if (element === 'br') this.#writer.verbatim('\n');
    else if (cellElements.has(element)) this.#writer.verbatim(this.#writer.written ? betweenCells : '');
    else if (blockElements.has(element)) this.#beginBlock(element);
  }

  ontext(text: string): void {
    if (this.#unread > 0) return;
    if (this.#inTitle) this.#title += text;
    else if (this.#verbatim > 0) this.#writer.verbatim(text);
    else this.#writer.flow(text);
  }

  onclosetag(element: string): void {
    if (this.#unread > 0) {
      this.#unread -= 1;
      return;
    }
    if (element === 'title') this.#inTitle = false;
    if (element === 'pre') this.#verbatim = Math.max(0, this.#verbatim - 1);
    if (element === 'tr') this.#rows = Math.max(0, this.#rows - 1);
    if (blockElements.has(element) && !this.#withinRow(element)) this.#writer.begin();
  }

  /** What has been collected. */
  end(): Extracted {
    this.#writer.begin();
    const title = this.#title?.replace(/\s+/g, ' ').trim() ?? '';
    const { text, blocks } = this.#writer;
    return { ...(title === '' ? {} : { title }), texts: [{ text, blocks }] };
  }

  #beginBlock(element: string): void {
    const level = headingLevel(element);
    if (element === 'pre') this.#verbatim += 1;
    if (element === 'tr') this.#rows += 1;
    if (this.#withinRow(element)) this.#writer.flow(' ');
    else if (level !== undefined) this.#writer.begin({ kind: 'heading', level });
    else this.#writer.begin({ kind: element === 'tr' || element === 'pre' ? 'lines' : 'prose' });
  }

  /** Paragraphs within a cell do not end the row. */
  #withinRow(element: string): boolean {
    return this.#rows > 0 && element !== 'tr' && element !== 'table';
  }
}

function isUnread(element: string, { hidden, style }: Readonly<Record<string, string>>): boolean {
  return unreadElements.has(element) || hidden !== undefined || (style !== undefined && notDisplayed.test(style));
}
