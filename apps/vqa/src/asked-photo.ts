import type { AskedImage } from './lines/question-line.js';

/** A photo with the name that results have for it. */
export interface AskedPhoto {
  readonly name: string;
  readonly photo: AskedImage;
}
