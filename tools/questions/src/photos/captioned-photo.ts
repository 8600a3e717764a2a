/** A photo, what people wrote of it, and what else was asked about it. */
export interface CaptionedPhoto {
  /** Path of the photo inside the data folder. */
  readonly image: string;
  readonly split: string;
  readonly captions: readonly string[];
  /** Questions that exist already, with their answers: what they mention is likely to be in the photo. */
  readonly hints: readonly string[];
}
