import type { Tensor } from '@crossattn/core';
import { digestOf } from './memory-manifest.js';

/** Name of the states of a file's memory, by its number. */
export const statesName = (index: number) => `memories.${index}.states`;
/** Name of the mask of a file's memory, by its number. */
export const maskName = (index: number) => `memories.${index}.mask`;

/** The digest of a memory's tensors: types, shapes and elements. */
export function tensorsDigest(states: Tensor, mask: Tensor): string {
  const layout = [states.type, states.shape, mask.type, mask.shape];
  return digestOf(JSON.stringify(layout), bytesOf(states), bytesOf(mask));
}

function bytesOf({ data }: Tensor): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
