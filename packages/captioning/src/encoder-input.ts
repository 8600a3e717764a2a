import type { Memory } from '@crossattn/core';
import type { Decoder } from '@crossattn/decoder';
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
  const batch: number | undefined = input.memory?.states?.shape?.[0];
  if (batch === 1) return { memory: input.memory };
  throw new CaptioningError(
    'invalid-memory',
    `memory: expected the memory of one photo, with the shape [1, length, width], got ${batch === undefined ? 'none' : `a batch of ${batch}`}; selectMemory of @crossattn/core picks one`,
  );
}

/**
 * Reads a photo, or checks a memory against the decoder that will query it, so that nothing about this input can fail any
 * more.
 */
export async function prepareInput(
  { encoder, decoder }: { readonly encoder: ImageEncoder; readonly decoder: Decoder },
  input: CaptionInput,
  options: ImageOptions,
): Promise<EncoderInput> {
  const checked = encoderInput(input);
  if ('memory' in checked) {
    // The decoder alone knows which memories it can query; it tells by projecting them.
    const { signal } = options;
    (await decoder.project(checked.memory, signal ? { signal } : {})).dispose();
    return checked;
  }
  return { image: await encoder.prepare(checked.image as ImageInput, options) };
}
