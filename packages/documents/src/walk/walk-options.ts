import type { DocumentErrorCode } from '../document/document-error.js';
import type { ReadOptions } from '../document/read-options.js';

/** A file or folder that was passed over. */
export interface SkippedDocument {
  /** Absolute path. */
  readonly document: string;
  /** Why, for programs. */
  readonly code: DocumentErrorCode;
  /** Why, for people. */
  readonly reason: string;
}

/** How far a walk has come. */
export interface WalkProgress {
  /** Absolute path of the file that has just been read, passed over or found unchanged. */
  readonly document: string;
  /** Files so far, this one included. */
  readonly done: number;
  /** Files in all. */
  readonly total: number;
}

/** How files and folders are walked. */
export interface WalkOptions extends ReadOptions {
  /**
   * Told of what could not be read and of files in folders that are of no known format (`unsupported-format`). Without it
   * the process warns (code `document-skipped`) of all but the latter.
   */
  readonly onSkipped?: (skipped: SkippedDocument) => void;
  /** Called once for each file, after it. */
  readonly onProgress?: (progress: WalkProgress) => void;
  /**
   * Hash of the document as it was indexed, undefined where it was not. A file whose hash is still the same is not parsed
   * and not given out; `onUnchanged` is told.
   */
  readonly knownHash?: (document: string) => string | undefined;
  /** Told of documents whose hash is known. */
  readonly onUnchanged?: (document: string) => void;
}
