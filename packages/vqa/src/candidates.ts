import type { AnswerDefaults } from './plan-answer.js';
import { VqaError } from './vqa-error.js';

/** An answer to choose. */
export interface Candidate {
  readonly text: string;
  readonly tokens: readonly number[];
}

/** The candidates as the model reads them; of equal ones the first stays. */
export function readCandidates(candidates: unknown, { tokenizer, unknown, maxTokens }: AnswerDefaults): Candidate[] {
  if (!Array.isArray(candidates)) {
    throw new VqaError('invalid-option', `candidates: expected a list of texts, got ${typeof candidates}`);
  }
  if (candidates.length === 0) {
    throw new VqaError('empty-candidates', 'candidates: expected at least one answer to choose, got an empty list');
  }
  const read = new Map<string, Candidate>();
  for (const [index, text] of candidates.entries()) {
    const name = `candidates[${index}]`;
    if (typeof text !== 'string') {
      throw new VqaError('invalid-candidate', `${name}: expected a text, got ${String(text)}`);
    }
    const spans = tokenizer.encodeSpans(text);
    if (spans.length === 0) {
      throw new VqaError('invalid-candidate', `${name}: expected at least one word, got ${JSON.stringify(text)}`);
    }
    if (spans.length >= maxTokens) {
      throw new VqaError(
        'invalid-candidate',
        `${name}: expected at most ${maxTokens - 1} words, the most that the model answers with, got ${spans.length}`,
      );
    }
    const strange = spans.find(({ id }) => id === unknown);
    if (strange) {
      const word = JSON.stringify(text.slice(strange.start, strange.end));
      throw new VqaError(
        'unknown-word',
        `${name}: expected words that the model can answer with, got ${word} in ${JSON.stringify(text)}`,
      );
    }
    const tokens = spans.map(({ id }) => id);
    const key = tokens.join();
    if (!read.has(key)) read.set(key, { text, tokens });
  }
  return [...read.values()];
}
