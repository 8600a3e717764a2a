import { type AttentionElementType, floatElements, floatValues, type Tensor } from '@crossattn/core';
import { sourceIndex } from './combine-masks.js';

export interface ScoreOptions {
  readonly query: Tensor<AttentionElementType>;
  readonly key: Tensor<AttentionElementType>;
  readonly mask: Tensor<'bool'> | undefined;
  readonly keyMask: Tensor<'bool'> | undefined;
  readonly bias: Tensor<AttentionElementType> | undefined;
  readonly scale: number;
  readonly softcap: number;
}

/**
 * The scores before the softmax, which the op never gives out: `[batch, heads, queries, length]`.
 *
 * @param mode - 0 scaled, 1 also capped, 2 also with mask and bias.
 */
export function scoreOutput(options: ScoreOptions, mode: 0 | 1 | 2): Tensor<AttentionElementType> {
  const { query, key } = options;
  const [batch, heads, queries, size] = query.shape as [number, number, number, number];
  const [, keyHeads, length] = key.shape as [number, number, number];
  const shape = [batch, heads, queries, length];
  const [ofQuery, ofKey] = [floatValues(query), floatValues(key)];
  const scores = Float64Array.from({ length: batch * heads * queries * length }, (_, index) => {
    const row = Math.floor(index / length);
    const head = Math.floor(row / queries);
    const keyHead = Math.floor(head / heads) * keyHeads + Math.floor(((head % heads) * keyHeads) / heads);
    const keyStart = (keyHead * length + (index % length)) * size;
    let product = 0;
    for (let element = 0; element < size; element += 1)
      product += (ofQuery[row * size + element] as number) * (ofKey[keyStart + element] as number);
    const score = options.scale * product;
    if (mode === 0) return score;
    const capped = options.softcap > 0 ? options.softcap * Math.tanh(score / options.softcap) : score;
    return mode === 1 ? capped : capped + addedTo(options, index, shape);
  });
  return { type: query.type, shape, data: floatElements(query.type, scores) };
}

function addedTo({ mask, keyMask, bias }: ScoreOptions, index: number, shape: readonly number[]): number {
  const [batch, , , length] = shape as [number, number, number, number];
  const inKeyMask =
    Math.floor(index / (shape.reduce((product, size) => product * size, 1) / batch)) * length + (index % length);
  const allowed = elementAt(mask?.data, mask?.shape, index, shape) !== 0 && keyMask?.data[inKeyMask] !== 0;
  if (!allowed) return Number.NEGATIVE_INFINITY;
  return bias ? (elementAt(floatValues(bias), bias.shape, index, shape) as number) : 0;
}

function elementAt(
  values: ArrayLike<number> | undefined,
  own: readonly number[] = [],
  index: number,
  shape: readonly number[],
): number | undefined {
  const padded = [...Array<number>(shape.length - own.length).fill(1), ...own];
  return values?.[sourceIndex(index, shape, padded)];
}
