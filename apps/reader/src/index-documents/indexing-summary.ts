import type { StoredDocument } from '@crossattn/retrieval';
import type { SkippedFile } from './indexing-report.js';

/** What an indexing did, in documents. */
export interface IndexingCounts {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Passages in a script that the model does not know: only full-text search finds them. */
  readonly withoutVector: number;
  readonly skipped: readonly SkippedFile[];
  readonly ignored: number;
}

/** What an indexing did and what the store holds now, for people and for programs. */
export class IndexingSummary {
  readonly #store: string;
  readonly #counts: IndexingCounts;
  readonly #documents: number;
  readonly #passages: number;

  constructor(store: string, documents: readonly StoredDocument[], counts: IndexingCounts) {
    this.#store = store;
    this.#counts = counts;
    this.#documents = documents.length;
    this.#passages = documents.reduce((sum, { passages }) => sum + passages, 0);
  }

  /** One JSON object in a line. */
  json(): string {
    const held = { store: this.#store, documents: this.#documents, passages: this.#passages };
    return `${JSON.stringify({ ...held, ...this.#counts })}\n`;
  }

  /** `.reader-store: 4 documents, 23 passages (3 added, 1 unchanged; 1 skipped)` */
  text(): string {
    const { added, updated, unchanged, removed, withoutVector, skipped } = this.#counts;
    const done = Object.entries({ added, updated, unchanged, removed })
      .filter(([, count]) => count > 0)
      .map(([what, count]) => `${count} ${what}`);
    const parts = [
      ...(done.length > 0 ? [done.join(', ')] : []),
      ...(withoutVector > 0 ? [`${counted(withoutVector, 'passage')} found by their words alone`] : []),
      ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
    ];
    const held = `${counted(this.#documents, 'document')}, ${counted(this.#passages, 'passage')}`;
    return `${this.#store}: ${held}${parts.length > 0 ? ` (${parts.join('; ')})` : ''}\n`;
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
