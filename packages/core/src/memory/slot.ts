/**
 * What one position of a memory stands for. Attention over positions becomes evidence through the slots.
 */
export type Slot = BoxSlot | SpanSlot | PassageSlot | SpecialSlot;

/** A rectangle of a photo, in pixels of the original photo as a person sees it (EXIF orientation applied). */
export interface BoxSlot {
  readonly kind: 'box';
  /** Which photo, where a memory joins several; counts from 0. */
  readonly image: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A piece of a text: UTF-16 offsets `[start, end)` as in `String.prototype.slice`. */
export interface SpanSlot {
  readonly kind: 'span';
  /** Which text, where a memory joins several; counts from 0. */
  readonly text: number;
  readonly start: number;
  readonly end: number;
}

/** A piece of one of several passages: UTF-16 offsets `[start, end)` inside that passage. */
export interface PassageSlot {
  readonly kind: 'passage';
  /** Index of the passage in the list that was given. */
  readonly passage: number;
  readonly start: number;
  readonly end: number;
}

/** A position that stands for nothing in the input, such as a class token or padding. */
export interface SpecialSlot {
  readonly kind: 'special';
  readonly name: string;
}
