import { type Memory, selectMemory, stackMemories } from '@crossattn/core';
import type { ImageEncoder } from '@crossattn/vision';
import type { PreparedInput } from './prepare-input.js';

/** One memory with a row for each input, in their order; the photos among them are encoded together. */
export async function encodeInputs(
  encoder: ImageEncoder,
  inputs: readonly PreparedInput[],
  signal: AbortSignal | undefined,
): Promise<Memory> {
  const images = inputs.flatMap((input) => ('image' in input ? [input.image] : []));
  const encoded = images.length > 0 ? await encoder.encode(images, { ...(signal && { signal }) }) : undefined;
  if (encoded && images.length === inputs.length) return encoded;
  let image = 0;
  return stackMemories(
    inputs.map((input) => ('memory' in input ? input.memory : selectMemory(encoded as Memory, [image++]))),
  );
}
