import type { Memory } from '@crossattn/core';
import type { VisualQuestionAnswerer } from '@crossattn/vqa';
import type { AskedPhoto } from './asked-photo.js';
import type { MissingPhoto } from './lines/question-lines.js';

/** Photos that are decoded side by side, in other threads. */
const together = 4;

/** A photo that was encoded. */
export interface EncodedPhoto extends AskedPhoto {
  readonly photo: { readonly memory: Memory };
}

/** Encodes photos and yields them in their order; one that fails comes with its error, and the others still come. */
export async function* encodePhotos(
  photos: readonly (AskedPhoto | MissingPhoto)[],
  answerer: VisualQuestionAnswerer,
  maxPixels: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<EncodedPhoto | MissingPhoto> {
  const encode = async (each: AskedPhoto | MissingPhoto): Promise<EncodedPhoto | MissingPhoto> => {
    if ('error' in each) return each;
    const { name, photo } = each;
    if ('memory' in photo) return { name, photo };
    try {
      const memory = await answerer.encode(photo.image, { signal, ...(maxPixels !== undefined && { maxPixels }) });
      return { name, photo: { memory } };
    } catch (error) {
      signal.throwIfAborted();
      return { name, error };
    }
  };
  for (let start = 0; start < photos.length; start += together) {
    yield* await Promise.all(photos.slice(start, start + together).map(encode));
  }
}
