import { RunningCalls } from '@crossattn/core';
import type { Database } from '../database/database.js';
import { indexDocuments } from '../indexing/index-documents.js';
import type { IndexOptions } from '../indexing/index-options.js';
import type { IndexSummary } from '../indexing/index-summary.js';
import type { IndexableDocument } from '../indexing/indexable-document.js';
import type { RetrievedPassage } from '../passage/retrieved-passage.js';
import { storable } from '../passage/storable.js';
import type { PassageEncoder } from '../passage-encoder.js';
import { RetrievalError } from '../retrieval-error.js';
import type { SearchOptions } from '../search/search-options.js';
import { searchPassages } from '../search/search-passages.js';
import type { PassageStore } from './passage-store.js';
import type { StoreHeader } from './store-header.js';
import type { StoredDocument } from './stored-document.js';

/** A store whose tables are in Postgres. */
export class PostgresStore implements PassageStore {
  readonly encoder: PassageStore['encoder'];
  readonly language: string;
  readonly #database: Database;
  readonly #encoder: PassageEncoder | null;
  readonly #close: () => Promise<void>;
  readonly #calls = new RunningCalls();

  constructor(
    database: Database,
    { encoder, language }: StoreHeader,
    passageEncoder: PassageEncoder | null,
    close: () => Promise<void>,
  ) {
    this.encoder = encoder;
    this.language = language;
    this.#database = database;
    this.#encoder = passageEncoder;
    this.#close = close;
  }

  search(question: string, options: SearchOptions = {}): Promise<RetrievedPassage[]> {
    return this.#whileOpen(() => searchPassages(this.#database, this.#encoder, this.language, question, options));
  }

  index(
    documents: Iterable<IndexableDocument> | AsyncIterable<IndexableDocument>,
    options: IndexOptions = {},
  ): Promise<IndexSummary> {
    return this.#whileOpen(() => indexDocuments(this.#database, this.#encoder, this.language, documents, options));
  }

  remove(document: string): Promise<boolean> {
    return this.#whileOpen(async () => {
      if (typeof document !== 'string') {
        throw new RetrievalError('invalid-document', `document: expected a name, came ${String(document)}`);
      }
      const sql = 'delete from crossattn.documents where name = $1 returning id';
      return (await this.#database.query(sql, [storable(document)])).length > 0;
    });
  }

  documents(): Promise<StoredDocument[]> {
    return this.#whileOpen(() =>
      this.#database.query<StoredDocument>(
        'select name as document, hash, passages from crossattn.documents order by name collate "C"',
      ),
    );
  }

  dispose(): Promise<void> {
    return this.#calls.close(this.#close);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  #whileOpen<Result>(work: () => Promise<Result>): Promise<Result> {
    const { name } = this.#database;
    return this.#calls.run(work, () => new RetrievalError('disposed', `${name}: the store has been disposed of`));
  }
}
