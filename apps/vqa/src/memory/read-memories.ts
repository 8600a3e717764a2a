import { openMemories } from '@crossattn/checkpoint';
import type { EncoderIdentity, Memory } from '@crossattn/core';

/** A photo of a memory file. */
export interface RememberedPhoto {
  readonly name: string;
  readonly photo: { readonly memory: Memory };
}

/**
 * The photos of a memory file, in their order.
 *
 * @throws CheckpointError, `wrong-encoder` for memories of another model among others
 */
export async function readMemories(
  file: string,
  encoder: EncoderIdentity,
  signal: AbortSignal,
): Promise<RememberedPhoto[]> {
  const memories = await openMemories(file, { encoder });
  const photos: RememberedPhoto[] = [];
  for (const name of memories.names) photos.push({ name, photo: { memory: await memories.read(name, { signal }) } });
  return photos;
}
