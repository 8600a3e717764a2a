import type { Dimension } from '../graph/dimension.js';
import { factors, terms } from '../graph/dimension-arithmetic.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { add, multiply } from './elementwise.js';

/** The size of a dimension as an int64 value of shape `[1]`, read from the inputs of the graph where it is symbolic. */
export function dimensionSize(builder: GraphBuilder, dimension: Dimension): Value<'int64'> {
  if (typeof dimension === 'number') return builder.integers(dimension);
  const source = findInput(builder, dimension);
  if (source !== undefined) {
    const attributes = { start: source.axis, end: source.axis + 1 };
    const [size] = builder.node<['int64']>('Shape', { inputs: [source.input], attributes }, [
      { type: 'int64', shape: [1] },
    ]);
    return size;
  }
  const summands = terms(dimension);
  if (summands.length > 1) {
    return summands.map((term) => dimensionSize(builder, term)).reduce((sum, term) => add(builder, sum, term));
  }
  const { size, symbols } = factors(dimension);
  if (symbols.length === 1 && size === 1) {
    throw builder.error('unknown-dimension', `no input of the graph has a dimension '${dimension}'`);
  }
  const sizes = [...(size === 1 ? [] : [size]), ...symbols].map((factor) => dimensionSize(builder, factor));
  return sizes.reduce((product, factor) => multiply(builder, product, factor));
}

function findInput(builder: GraphBuilder, dimension: string): { input: Value; axis: number } | undefined {
  for (const input of builder.inputs) {
    const axis = input.shape.indexOf(dimension);
    if (axis >= 0) return { input, axis };
  }
  return undefined;
}
