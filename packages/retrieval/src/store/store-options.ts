import type { PassageEncoder } from '../passage-encoder.js';

/** How to open a store. */
export interface StoreOptions {
  /**
   * Makes the vectors. The store keeps to the one that it was made with; the caller disposes of it. `null` makes a store
   * for full-text search alone, which needs no pgvector. With a promise the database starts while the encoder is loaded;
   * opening ends when both are done, and fails with what the promise fails with.
   */
  readonly encoder: PassageEncoder | PromiseLike<PassageEncoder> | null;
  /**
   * Whose words full-text search knows how to inflect: a text search configuration of Postgres, such as `german`, or
   * `simple` for none.
   * @defaultValue that of the store; `english` for a new one
   */
  readonly language?: string;
}
