import type { Memory } from '@crossattn/core';
import type { ImageInput } from '@crossattn/vision';

/** A memory of one photo, as `encode` returns it, in the place of the photo. */
export interface MemoryInput {
  readonly memory: Memory;
}

/** What can be captioned: a photo, or the memory of one that was encoded before. */
export type CaptionInput = ImageInput | MemoryInput;

export function isMemoryInput(input: CaptionInput): input is MemoryInput {
  return typeof input === 'object' && input !== null && 'memory' in input;
}
