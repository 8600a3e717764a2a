import { CrossattnError } from '@crossattn/core';

/**
 * Why a document could not be read, or a call was refused.
 *
 * - `file-not-found`, `not-a-file` (a device, a pipe; a folder where a file was expected), `file-unreadable`
 * - `file-too-large`: more bytes than `maxBytes`
 * - `unsupported-format`: a name that ends in none of the known extensions, or bytes of a format that is none
 * - `empty-file`: no bytes at all
 * - `no-text`: nothing to read in it: white space, a page of scripts, a PDF of scanned pages without a text layer
 * - `binary-file`: bytes that are no text, in a file that is named as one
 * - `unknown-encoding`: text in an encoding that the file does not tell and that cannot be guessed
 * - `encrypted-pdf`: a PDF that asks for a password
 * - `broken-pdf`: a PDF that is damaged or cut short, or no PDF
 * - `no-documents`: a folder that holds no document
 * - `invalid-option`: an option that does not exist, or outside its range; bytes that are none
 */
export type DocumentErrorCode =
  | 'file-not-found'
  | 'not-a-file'
  | 'file-unreadable'
  | 'file-too-large'
  | 'unsupported-format'
  | 'empty-file'
  | 'no-text'
  | 'binary-file'
  | 'unknown-encoding'
  | 'encrypted-pdf'
  | 'broken-pdf'
  | 'no-documents'
  | 'invalid-option';

/** A document that could not be read; `cause` holds the error of the file system or of the library that reads the format. */
export class DocumentError extends CrossattnError<DocumentErrorCode> {
  override readonly name = 'DocumentError';
}
