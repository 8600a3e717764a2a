import {
  type AttentionFeatures,
  isSmall,
  isVectorProduct,
  prefersKeysFirst,
  usualScale,
} from '../graphs/attention-features.js';
import type { TileWork } from './memory-layout.js';

/** Of the graphs that compute the same, the one that is the fastest on a processor: docs/decisions/0022 and 0029. */
export function processorFeatures(work: TileWork, threads: number): AttentionFeatures {
  const { type, bias, softcap, blocks, headSize, scale, length, keys, multiplications } = work;
  const keysFirst = prefersKeysFirst(type, length, keys);
  const scaledFor = isVectorProduct(type, length) ? undefined : usualScale(type, scale, headSize);
  // The node gives a batch and head to one thread, and where they do not come out even, fewer threads than there are may work.
  const even = blocks % threads === 0;
  const oneNode = even && !bias && !softcap && !keysFirst && scaledFor !== undefined;
  return { type, bias, softcap, oneNode, keysFirst, scaledFor, small: isSmall(multiplications) };
}
