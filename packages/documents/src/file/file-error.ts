import { DocumentError } from '../document/document-error.js';

/** Says in words what the file system refused. */
export function fileError(error: unknown, path: string): DocumentError {
  if (error instanceof DocumentError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const options = { cause: error };
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new DocumentError('file-not-found', `${path} does not exist`, options);
  }
  if (code === 'EISDIR') return new DocumentError('not-a-file', `${path} is a folder; a file was expected`, options);
  if (code === 'EACCES' || code === 'EPERM') {
    return new DocumentError('file-unreadable', `${path} may not be read: permission denied`, options);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new DocumentError('file-unreadable', `${path} could not be read: ${reason}`, options);
}
