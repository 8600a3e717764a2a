import type { Memory } from '@crossattn/core';
import type { ImageEncoder, ImageOptions, SqueezedImage } from '@crossattn/vision';
import { type CaptionInput, isMemoryInput } from './caption-input.js';
import { CaptioningError } from './captioning-error.js';

/** An input that nothing about itself can make fail any more: a decoded photo, or a memory. */
export type PreparedInput = { readonly image: SqueezedImage } | { readonly memory: Memory };

/** Reads a photo, or checks a memory. */
export async function prepareInput(
  encoder: ImageEncoder,
  input: CaptionInput,
  options: ImageOptions,
): Promise<PreparedInput> {
  if (!isMemoryInput(input)) return { image: await encoder.prepare(input, options) };
  const batch = input.memory.states.shape[0];
  if (batch === 1) return { memory: input.memory };
  throw new CaptioningError(
    'invalid-memory',
    `memory: expected the memory of one photo, with the shape [1, length, width], got a batch of ${batch}; selectMemory of @crossattn/core picks one`,
  );
}
