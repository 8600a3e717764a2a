import type { Block } from '../document/block.js';

/** How the next block is read. */
interface OpenBlock {
  readonly kind: Block['kind'];
  readonly level?: number;
}

const betweenBlocks = '\n\n';

/** Builds a text out of blocks with an empty line between them. */
export class BlockWriter {
  readonly blocks: Block[] = [];
  #parts: string[] = [];
  #length = 0;
  #open: OpenBlock = { kind: 'prose' };
  #current: string[] = [];
  #afterGap = false;
  /** The last character of the open block is a space, or there is none yet. */
  #atSpace = true;

  get text(): string {
    return this.#parts.join('');
  }

  /** Whether something has been written into the open block. */
  get written(): boolean {
    return this.#current.length > 0;
  }

  /** Ends the open block and begins another. */
  begin(block: OpenBlock = { kind: 'prose' }): void {
    this.#close();
    this.#open = block;
  }

  /** Says that something is left out here. */
  gap(): void {
    this.#close();
    this.#afterGap = true;
  }

  /** Text whose white space means nothing but the borders of words. */
  flow(text: string): void {
    const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ');
    this.#append(this.#atSpace && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed);
  }

  /** Text whose white space is kept. */
  verbatim(text: string): void {
    this.#append(text.replace(/\r\n?/g, '\n'));
  }

  #append(text: string): void {
    if (text === '') return;
    this.#current.push(text);
    this.#atSpace = /\s$/.test(text);
  }

  #close(): void {
    const said = this.#current.join('').replace(/^\n+/, '').trimEnd();
    this.#current = [];
    this.#atSpace = true;
    if (said.trim() === '') return;
    if (this.#length > 0) this.#write(betweenBlocks);
    const start = this.#length;
    this.#write(said);
    const { kind, level } = this.#open;
    const heading = kind === 'heading' ? { level: level ?? 1, title: said.replace(/\s+/g, ' ').trim() } : {};
    this.blocks.push({ kind, start, end: this.#length, ...heading, ...(this.#afterGap ? { afterGap: true } : {}) });
    this.#afterGap = false;
  }

  #write(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }
}
