import type { Block } from '../document/block.js';

/** Blocks that passages may put together: a heading with what follows until the next one. */
export interface Section {
  /** Headings above and of the section, outermost first. */
  readonly headings: readonly string[];
  readonly blocks: readonly Block[];
}

interface Heading {
  readonly level: number;
  readonly title: string;
}

/** Follows the headings of a document, over its pages. */
export class SectionReader {
  #open: Heading[] = [];

  /** Sections of a text; a heading that is followed by another without a word between them stays with it. */
  read(blocks: readonly Block[]): Section[] {
    const sections: { headings: string[]; blocks: Block[] }[] = [];
    for (const block of blocks) {
      const section = sections.at(-1);
      const headed = block.kind === 'heading';
      if (headed) this.#enter({ level: block.level ?? 1, title: block.title ?? '' });
      const headings = this.#open.map(({ title }) => title);
      const onlyHeadings = section?.blocks.every(({ kind }) => kind === 'heading') ?? false;
      const begins = section === undefined || block.afterGap === true || (headed && !onlyHeadings);
      if (begins) sections.push({ headings, blocks: [block] });
      else {
        section.headings = headings;
        section.blocks.push(block);
      }
    }
    return sections;
  }

  #enter(heading: Heading): void {
    this.#open = [...this.#open.filter(({ level }) => level < heading.level), heading];
  }
}
