import type { RetrievedPassage } from './passage/retrieved-passage.js';
import type { SearchOptions } from './search/search-options.js';

/** Finds passages that may answer a question. */
export interface Retriever {
  /**
   * The passages that fit a question best, the best first; none where there are none.
   *
   * @throws {@link RetrievalError} `invalid-question`, `empty-question`, `question-too-long`, `invalid-option`,
   * `database-unavailable`, `database-failed`, `disposed`
   */
  search(question: string, options?: SearchOptions): Promise<RetrievedPassage[]>;
}
