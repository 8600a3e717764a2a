import { RetrievalError } from '../retrieval-error.js';

/** What a store says about itself. */
export interface StoreHeader {
  readonly schemaVersion: number;
  readonly language: string;
  /** Who made the vectors; `null` where there are none. */
  readonly encoder: StoreEncoder | null;
}

/** An encoder, as a store remembers it. */
export interface StoreEncoder {
  readonly name: string;
  readonly revision: string;
  readonly width: number;
}

/** @throws RetrievalError `schema-mismatch` where it says nothing that this version knows */
export function parseHeader(text: string | undefined, name: string): StoreHeader {
  try {
    const header = JSON.parse(text ?? '') as StoreHeader;
    if (Number.isSafeInteger(header.schemaVersion)) return header;
  } catch {
    // Said below.
  }
  throw new RetrievalError('schema-mismatch', `${name}: expected the header of a store, came ${text ?? 'none'}`);
}

/**
 * Compares what a store is with what was asked for.
 *
 * @throws RetrievalError `schema-mismatch`, `encoder-mismatch`, `language-mismatch`
 */
export function checkHeader(header: StoreHeader, wanted: Partial<StoreHeader>, name: string): void {
  if (header.schemaVersion !== wanted.schemaVersion) {
    throw new RetrievalError(
      'schema-mismatch',
      `${name}: expected a store of schema version ${wanted.schemaVersion}, came ${header.schemaVersion}: index the documents into a new store`,
    );
  }
  const [stored, given] = [describeEncoder(header.encoder), describeEncoder(wanted.encoder ?? null)];
  if (stored !== given) {
    throw new RetrievalError(
      'encoder-mismatch',
      `${name}: expected ${stored}, which the store was made with, came ${given}: index the documents into a new store`,
    );
  }
  if (wanted.language !== undefined && wanted.language !== header.language) {
    throw new RetrievalError(
      'language-mismatch',
      `${name}: expected the language ${header.language}, which the store was made for, came ${wanted.language}`,
    );
  }
}

function describeEncoder(encoder: StoreEncoder | null): string {
  if (encoder === null) return 'no encoder';
  return `the encoder ${encoder.name} (${encoder.revision}, ${encoder.width} wide)`;
}
