import type { Subject } from '../facts/subject.js';
import { pluralOf } from '../lexicon/word-set.js';

/** The noun by which a question speaks of a subject. */
export function nameOf({ kind, plural }: Subject): string {
  return plural ? pluralOf(kind.name) : kind.name;
}
