import type { Tensor } from '@crossattn/core';
import type { Session } from '@crossattn/onnx';
import { paddedIds } from './padded-ids.js';
import type { PreparedText } from './prepared-text.js';

/**
 * What a graph that reads texts is fed: `ids` `[batch, length]`, `positions` `[length]` and, where the graph has such an
 * input, `mask` `[batch, 1, 1, length]`.
 */
export function textFeeds(
  { inputs }: Pick<Session, 'inputs'>,
  texts: readonly PreparedText[],
  length: number,
): Record<string, Tensor> {
  const { ids, mask } = paddedIds(texts, length, 0);
  const positions = BigInt64Array.from({ length }, (_, index) => BigInt(index));
  return {
    ids: { type: 'int64', shape: [texts.length, length], data: ids },
    positions: { type: 'int64', shape: [length], data: positions },
    ...(inputs.some(({ name }) => name === 'mask')
      ? { mask: { type: 'bool', shape: [texts.length, 1, 1, length], data: mask } as const }
      : {}),
  };
}
