import type { Tensor } from '@crossattn/core';
import { LensError } from '../lens-error.js';
import { checkNames } from '../options/check-names.js';
import { type Aggregation, defaultAggregation } from './aggregation.js';

/**
 * One weight a slot: the maps of the layers and heads that count, combined, and scaled to add up to 1. A map that attends
 * to nothing stays zeros.
 *
 * @param attention - `[layers, heads, slots]`, a token's map
 * @returns `slots` weights of at least 0
 * @throws {@link LensError} `invalid-attention`, `invalid-option`
 */
export function slotWeights(
  attention: Tensor<'float32'>,
  aggregation: Aggregation = defaultAggregation,
): Float64Array<ArrayBuffer> {
  const [layers, heads, length] = checkedShape(attention);
  checkNames(aggregation, ['layers', 'heads', 'combine'], 'aggregation');
  const { combine } = aggregation;
  if (combine !== 'mean' && combine !== 'maximum') {
    throw new LensError('invalid-option', `combine: expected "mean" or "maximum", got ${JSON.stringify(combine)}`);
  }
  const weights = new Float64Array(length);
  for (const layer of chosen('layers', aggregation.layers, layers)) {
    for (const head of chosen('heads', aggregation.heads, heads)) {
      const from = (layer * heads + head) * length;
      for (let slot = 0; slot < length; slot++) {
        const value = attention.data[from + slot] as number;
        const sum = weights[slot] as number;
        weights[slot] = combine === 'mean' ? sum + value : Math.max(sum, value);
      }
    }
  }
  return scaled(weights);
}

/** Weights scaled to add up to 1; zeros stay zeros. */
function scaled(weights: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : weights;
}

function checkedShape({ shape, data }: Tensor<'float32'>): readonly [number, number, number] {
  const [layers = 0, heads = 0, length = 0] = shape;
  if (shape.length !== 3 || layers < 1 || heads < 1 || data.length !== layers * heads * length) {
    throw new LensError(
      'invalid-attention',
      `attention: expected [layers, heads, slots] with as many values, got [${shape.join(', ')}] with ${data.length}`,
    );
  }
  if (!data.every((weight) => weight >= 0 && weight < Infinity)) {
    throw new LensError('invalid-attention', 'attention: expected finite weights of at least 0');
  }
  return [layers, heads, length];
}

function chosen(name: string, indices: readonly number[] | undefined, count: number): number[] {
  if (indices === undefined) return Array.from({ length: count }, (_, index) => index);
  if (!Array.isArray(indices)) throw new LensError('invalid-option', `${name}: expected a list, got ${typeof indices}`);
  if (indices.length === 0) throw new LensError('invalid-option', `${name}: expected at least one, got none`);
  return [...indices].map((index) => {
    if (Number.isInteger(index) && index >= -count && index < count) return index < 0 ? count + index : index;
    throw new LensError('invalid-option', `${name}: expected numbers from ${-count} to ${count - 1}, got ${index}`);
  });
}
