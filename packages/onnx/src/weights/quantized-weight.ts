import type { Value } from '../graph/value.js';

/** A weight of 8-bit integers: each stands for itself times the scale of its place along one axis. */
export interface QuantizedWeight {
  readonly elements: Value<'int8'> & { readonly shape: readonly number[] };
  readonly scale: Value<'float32'>;
}
