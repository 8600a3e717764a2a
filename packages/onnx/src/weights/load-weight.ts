import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { cast } from '../operators/cast.js';
import { multiply } from '../operators/elementwise.js';
import type { Weight, WeightStore } from './weight-store.js';

/** A weight as a float32 value; its shape is known. */
export type LoadedWeight = Value<'float32'> & { readonly shape: readonly number[] };

/** Finds a weight and widens it to float32 in the graph, which ONNX Runtime does once, at load. */
export function loadWeight(builder: GraphBuilder, store: WeightStore | undefined, name: string): LoadedWeight {
  const entry = store?.get(name);
  if (entry === undefined) throw builder.error('missing-weight', `the checkpoint has no weight '${name}'`);
  switch (entry.type) {
    case 'float32':
    case 'float16':
    case 'bfloat16':
    case 'float64':
      return withShape(cast(builder, builder.rawWeight(entry), 'float32'), entry);
    case 'int8': {
      const scale = store?.get(`${name}.scale`);
      if (scale === undefined || scale.type.startsWith('int')) {
        throw builder.error('missing-weight', `the int8 weight '${name}' needs a float weight '${name}.scale'`);
      }
      const widened = cast(builder, builder.rawWeight(entry), 'float32');
      const scaled = multiply(builder, widened, cast(builder, builder.rawWeight(scale), 'float32'));
      return withShape(scaled, entry);
    }
    default:
      throw builder.error(
        'type-mismatch',
        `weight '${name}': expected float64, float32, float16, bfloat16 or int8, got ${entry.type}`,
      );
  }
}

function withShape(value: Value<'float32'>, entry: Weight): LoadedWeight {
  return Object.assign(value, { shape: entry.shape });
}
