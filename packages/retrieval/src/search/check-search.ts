import { checkNames } from '../check-names.js';
import { isMetadataValue } from '../passage/check-passage.js';
import { RetrievalError } from '../retrieval-error.js';
import type { SearchFilter, SearchOptions } from './search-options.js';

/** Most UTF-16 units of a question. */
const longestQuestion = 10_000;

/** Options of a search with their defaults. */
export interface CheckedSearch {
  readonly topK: number;
  readonly filter: SearchFilter;
  readonly signal: AbortSignal | undefined;
}

/** @throws RetrievalError `invalid-question`, `empty-question`, `question-too-long`, `invalid-option` */
export function checkSearch(question: unknown, options: SearchOptions): CheckedSearch {
  if (typeof question !== 'string') {
    throw new RetrievalError('invalid-question', `question: expected a text, came ${String(question)}`);
  }
  if (question.trim() === '') throw new RetrievalError('empty-question', 'question: expected words, came none');
  if (question.length > longestQuestion) {
    throw new RetrievalError(
      'question-too-long',
      `question: expected at most ${longestQuestion} characters, came ${question.length}`,
    );
  }
  checkNames(options, ['topK', 'filter', 'signal'], 'options');
  const { topK = 20, filter = {}, signal } = options;
  if (!(Number.isSafeInteger(topK) && topK >= 1 && topK <= 1000)) {
    throw new RetrievalError('invalid-option', `topK: expected a whole number from 1 to 1,000, came ${String(topK)}`);
  }
  checkFilter(filter);
  return { topK, filter, signal };
}

function checkFilter(filter: SearchFilter): void {
  checkNames(filter, ['documents', 'metadata'], 'filter');
  const { documents, metadata = {} } = filter;
  if (documents !== undefined && !(Array.isArray(documents) && documents.every((name) => typeof name === 'string'))) {
    throw new RetrievalError('invalid-option', `filter.documents: expected names, came ${String(documents)}`);
  }
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) {
    throw new RetrievalError('invalid-option', `filter.metadata: expected values by name, came ${String(metadata)}`);
  }
  for (const [name, value] of Object.entries(metadata)) {
    if ((Array.isArray(value) ? value : [value]).every(isMetadataValue)) continue;
    throw new RetrievalError('invalid-option', `filter.metadata.${name}: expected values, came ${String(value)}`);
  }
}
