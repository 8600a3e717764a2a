import type { IndexableDocument, StoredPassage } from '../src/index.js';

/** A document whose passages are given texts, one page each. */
export function note(document: string, ...texts: string[]): IndexableDocument {
  const passages = texts.map((text, index) => ({ document, page: index + 1, start: 0, end: text.length, text }));
  return { document, hash: JSON.stringify(texts), passages };
}

/** A document of many short passages. */
export function longNote(document: string, count: number): IndexableDocument {
  return note(document, ...Array.from({ length: count }, (_, index) => `passage ${index} of ${document}`));
}

/** The same document with more said about each passage. */
export function described(
  { document, hash, passages }: IndexableDocument,
  more: Partial<StoredPassage>,
): IndexableDocument {
  const all = [...(passages as Iterable<StoredPassage>)].map((passage) => ({ ...passage, ...more }));
  return { document, hash: `${hash} ${JSON.stringify(more)}`, passages: all };
}
