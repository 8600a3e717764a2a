import { DocumentError, type DocumentFormat, parseDocument, type ReadDocument } from '../src/index.js';

/** A document out of text or bytes. */
export function parsed(format: DocumentFormat, content: string | Uint8Array): Promise<ReadDocument> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return parseDocument({ document: `test.${format}`, format, bytes });
}

/** What the blocks of a document say, page by page. */
export function blocksOf({ texts }: ReadDocument): string[] {
  return texts.flatMap(({ text, blocks }) => blocks.map(({ start, end }) => text.slice(start, end)));
}

/** The code of the error that a promise is rejected with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof DocumentError) return error.code;
    throw error;
  }
  return 'none';
}
