import { type Memory, selectMemory, stackMemories } from '@crossattn/core';
import type { ImageEncoder, ImageOptions } from '@crossattn/vision';
import type { EncoderInput } from './encoder-input.js';

/** One memory with a row for each input, in their order; the photos among them are encoded together. */
export async function encodeInputs(
  encoder: ImageEncoder,
  inputs: readonly EncoderInput[],
  options: ImageOptions,
): Promise<Memory> {
  const images = inputs.flatMap((input) => ('image' in input ? [input.image] : []));
  if (images.length === inputs.length) return encoder.encode(images, options);
  const [first] = inputs;
  if (inputs.length === 1 && first && 'memory' in first) return first.memory;
  const encoded = images.length > 0 ? await encoder.encode(images, options) : undefined;
  let image = 0;
  return stackMemories(
    inputs.map((input) => ('memory' in input ? input.memory : selectMemory(encoded as Memory, [image++]))),
  );
}
