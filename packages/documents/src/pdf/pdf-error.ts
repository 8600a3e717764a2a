import { DocumentError } from '../document/document-error.js';

/** Says in words what PDF.js refused. */
export function pdfError(error: unknown, document: string): DocumentError {
  if (error instanceof Error && error.name === 'PasswordException') {
    return new DocumentError('encrypted-pdf', `${document} is encrypted and opens only with a password`, {
      cause: error,
    });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new DocumentError('broken-pdf', `${document} cannot be read as a PDF, it seems damaged: ${reason}`, {
    cause: error,
  });
}
