import type { DocumentText } from './document.js';

/** What a format makes of a file's bytes. */
export interface Extracted {
  readonly title?: string;
  readonly texts: readonly DocumentText[];
}
