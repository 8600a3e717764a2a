import type { CommandError } from '../command-error.js';

/** One photo to caption, or the reason why something that was named holds none. */
export type PhotoSource = ReadablePhoto | MissingPhoto;

export interface ReadablePhoto {
  /** How results call the photo: as the person named it. */
  readonly name: string;
  /** A path, or the bytes that came on standard input. */
  readonly image: string | Uint8Array;
}

interface MissingPhoto {
  readonly name: string;
  readonly error: CommandError;
}
