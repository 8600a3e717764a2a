import type { Extracted } from '../document/extracted.js';
import { BlockWriter } from './block-writer.js';
import { betweenCells, blockElements, cellElements, headingLevel, unreadElements } from './html-elements.js';
import type { HtmlListener } from './html-tokens.js';
import { isHidden } from './is-hidden.js';

/** Collects what a page says from its tokens. */
export class HtmlCollector implements HtmlListener {
  readonly #writer = new BlockWriter();
  #title: string | undefined;
  #inTitle = false;
  /** The element that is passed over, and how many of its name are open within it. */
  #unread: { readonly element: string; open: number } | undefined;
  #verbatim = 0;
  /** Rows that are open, in tables within tables. */
  #rows = 0;

  open(element: string, attributes: ReadonlyMap<string, string>): void {
    if (this.#unread !== undefined) {
      if (this.#unread.element === element) this.#unread.open += 1;
    } else if (unreadElements.has(element) || isHidden(element, attributes)) {
      this.#unread = { element, open: 1 };
    } else if (element === 'title') {
      this.#inTitle = this.#title === undefined;
      this.#title ??= '';
    } else if (element === 'br') this.#writer.verbatim('\n');
    else if (cellElements.has(element)) this.#writer.verbatim(this.#writer.written ? betweenCells : '');
    else if (blockElements.has(element)) this.#beginBlock(element);
  }

  text(text: string): void {
    if (this.#unread !== undefined) return;
    if (this.#inTitle) this.#title += text;
    else if (this.#verbatim > 0) this.#writer.verbatim(text);
    else this.#writer.flow(text);
  }

  close(element: string): void {
    if (this.#unread !== undefined) {
      if (this.#unread.element === element) this.#unread.open -= 1;
      if (this.#unread.open === 0) this.#unread = undefined;
      return;
    }
    if (element === 'title') this.#inTitle = false;
    if (element === 'pre') this.#verbatim = Math.max(0, this.#verbatim - 1);
    if (element === 'tr') this.#rows = Math.max(0, this.#rows - 1);
    if (element === 'table') this.#rows = 0;
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
    if (element === 'tr') this.#rows = 1;
    if (this.#withinRow(element)) this.#writer.flow(' ');
    else if (level !== undefined) this.#writer.begin({ kind: 'heading', level });
    else this.#writer.begin({ kind: element === 'tr' || element === 'pre' ? 'lines' : 'prose' });
  }

  /** Paragraphs within a cell do not end the row. */
  #withinRow(element: string): boolean {
    return this.#rows > 0 && element !== 'tr' && element !== 'table';
  }
}
