import type { Evidence } from '../evidence/evidence.js';
import { LensError } from '../lens-error.js';
import { checkPicture, type Picture } from './picture.js';

/** Evidence with what its slots refer to. */
export interface Exhibit {
  readonly evidence: Evidence;
  /** By the `image` of box slots. */
  readonly photos: readonly Picture[];
  /** By the `text` of span slots: a question, for example. None where absent. */
  readonly texts?: readonly string[];
}

/**
 * Refuses an exhibit whose slots refer to a photo or a text that is not there.
 *
 * @throws {@link LensError} `invalid-picture`, `missing-source`
 */
export function checkExhibit({ evidence, photos, texts = [] }: Exhibit): void {
  photos.forEach((photo, index) => {
    checkPicture(photo, `photos[${index}]`);
  });
  for (const [index, slot] of evidence.slots.entries()) {
    if (slot.kind === 'box' && photos[slot.image] === undefined) throw missing(index, 'photo', slot.image);
    if (slot.kind === 'span' && texts[slot.text] === undefined) throw missing(index, 'text', slot.text);
  }
}

function missing(slot: number, kind: string, index: number): LensError {
  return new LensError('missing-source', `slots[${slot}] stands for ${kind} ${index}, which was not given`);
}
