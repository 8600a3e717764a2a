import { RetrievalError } from '../retrieval-error.js';
import type { StoredPassage } from './stored-passage.js';

/** Most UTF-16 units of a passage: what full-text search of Postgres surely holds. */
const longestPassage = 100_000;

/** @throws RetrievalError `invalid-passage` */
export function checkPassage(passage: StoredPassage, document: string, index: number): void {
  const refuse = (what: string, came: unknown): never => {
    throw new RetrievalError('invalid-passage', `${document}: passages[${index}]: expected ${what}, came ${came}`);
  };
  if (typeof passage !== 'object' || passage === null) refuse('a passage', String(passage));
  const { text, start, end, page, title, metadata } = passage;
  if (passage.document !== document) refuse(`one of the document ${document}`, String(passage.document));
  if (typeof text !== 'string' || text.trim() === '')
    refuse('a text', typeof text === 'string' ? 'an empty one' : text);
  if (text.length > longestPassage) refuse(`at most ${longestPassage} characters`, text.length);
  if (!(isOffset(start) && isOffset(end) && start <= end)) refuse('a span from start to end', `${start} to ${end}`);
  if (page !== undefined && !(isOffset(page) && page >= 1)) refuse('a page from 1', page);
  if (title !== undefined && (typeof title !== 'string' || title.length > longestPassage)) refuse('a title', title);
  if (metadata !== undefined) checkMetadata(metadata, refuse);
}

function checkMetadata(metadata: unknown, refuse: (what: string, came: unknown) => never): void {
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) refuse('metadata', metadata);
  for (const [name, value] of Object.entries(metadata as object)) {
    if (isMetadataValue(value)) continue;
    refuse(`metadata.${name} to be a text, a finite number or a boolean`, String(value));
  }
}

/** Whether a value can be kept, and asked for. */
export function isMetadataValue(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31;
}
