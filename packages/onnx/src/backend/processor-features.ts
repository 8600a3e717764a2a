import {
  type AttentionFeatures,
  isSmall,
  isVectorProduct,
  prefersKeysFirst,
  usualScale,
} from './attention-features.js';
import type { TileWork } from './memory-layout.js';

/** Of the graphs that compute the same, the one that is the fastest on a processor: docs/decisions/0022 and 0029. */
export function processorFeatures(work: TileWork, threads: number): AttentionFeatures {
  const { type, bias, softcap, blocks, headSize, scale, length, keys, multiplications } = work;
  const keysFirst = prefersKeysFirst(type, length, keys);
  const scaledFor = isVectorProduct(type, length) ? undefined : usualScale(type, scale, headSize);
  // The node gives each batch and head to one thread; with fewer of them some threads would have nothing to do.
  const oneNode = !bias && !softcap && !keysFirst && scaledFor !== undefined && blocks >= threads;
  return { type, bias, softcap, oneNode, keysFirst, scaledFor, small: isSmall(multiplications) };
}
