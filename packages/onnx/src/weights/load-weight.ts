import type { ElementType } from '@crossattn/core';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { cast } from '../operators/cast.js';
import { multiply } from '../operators/elementwise.js';
import type { Weight, WeightStore } from './weight-store.js';

/** A weight as a float32 value; its shape is known. */
export type LoadedWeight = Value<'float32'> & { readonly shape: readonly number[] };

const floatTypes: ReadonlySet<ElementType> = new Set<ElementType>(['float64', 'float32', 'float16', 'bfloat16']);

/** Finds a weight and widens it to float32 in the graph, which ONNX Runtime does once, at load. */
export function loadWeight(builder: GraphBuilder, store: WeightStore | undefined, name: string): LoadedWeight {
  const weight = store?.get(name);
  if (weight === undefined) throw builder.error('missing-weight', `the checkpoint has no weight '${name}'`);
  const { type, shape } = weight;
  if (floatTypes.has(type)) return Object.assign(widen(builder, weight), { shape });
  if (type !== 'int8') {
    const expected = `${[...floatTypes].join(', ')} or int8`;
    throw builder.error('type-mismatch', `weight '${name}': expected ${expected}, got ${type}`);
  }
  const scale = store?.get(`${name}_scale`);
  if (scale === undefined || !floatTypes.has(scale.type)) {
    throw builder.error('missing-weight', `the int8 weight '${name}' needs a float weight '${name}_scale'`);
  }
  return Object.assign(multiply(builder, widen(builder, weight), widen(builder, scale)), { shape });
}

function widen(builder: GraphBuilder, weight: Weight): Value<'float32'> {
  return cast(builder, builder.rawWeight(weight), 'float32');
}
