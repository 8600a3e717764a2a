import type { Memory } from '@crossattn/core';
import type { ImageEncoder, ImageInput, ImageOptions, SqueezedImage } from '@crossattn/vision';
import { type CaptionInput, isMemoryInput } from './caption-input.js';
import { CaptioningError } from './captioning-error.js';

/** What encoding starts from: a photo, read already or not, or a memory. */
export type EncoderInput = { readonly image: ImageInput | SqueezedImage } | { readonly memory: Memory };

/**
 * Tells photos from memories, and checks the memories; photos are left unread.
 *
 * @throws CaptioningError `invalid-memory`
 */
export function encoderInput(input: CaptionInput): EncoderInput {
  if (!isMemoryInput(input)) return { image: input };
  const [batch] = input.memory.states.shape;
  if (batch === 1) return input;
  throw new CaptioningError(
    'invalid-memory',
    `memory: expected the memory of one photo, with the shape [1, length, width], got a batch of ${batch}; selectMemory of @crossattn/core picks one`,
  );
}

/** Reads a photo, or checks a memory, so that nothing about this input can fail any more. */
export async function prepareInput(
  encoder: ImageEncoder,
  input: CaptionInput,
  options: ImageOptions,
): Promise<EncoderInput> {
  const checked = encoderInput(input);
  if ('memory' in checked) return checked;
  return { image: await encoder.prepare(checked.image as ImageInput, options) };
}
