/** Size of a photo, in the unit of the boxes: pixels of the original photo as a person sees it. */
export interface PhotoSize {
  readonly width: number;
  readonly height: number;
}
