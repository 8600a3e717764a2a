import type { Dimension } from './dimension.js';

/** The symbols whose product this dimension is, with the known sizes multiplied into `size`. */
export interface DimensionProduct {
  readonly size: number;
  readonly symbols: readonly string[];
}

/** Takes a dimension apart into factors. A sum is one factor. */
export function factors(dimension: Dimension): DimensionProduct {
  if (typeof dimension === 'number') return { size: dimension, symbols: [] };
  let size = 1;
  const symbols: string[] = [];
  for (const factor of dimension.split(' * ')) {
    if (/^\d+$/.test(factor)) size *= Number(factor);
    else symbols.push(factor);
  }
  return { size, symbols };
}

/** The product of dimensions, in one form whatever the order of the factors. */
export function multiplyDimensions(...dimensions: readonly Dimension[]): Dimension {
  let size = 1;
  const symbols: string[] = [];
  for (const dimension of dimensions) {
    const product = factors(dimension);
    size *= product.size;
    symbols.push(...product.symbols);
  }
  if (symbols.length === 0 || size === 0) return size;
  symbols.sort();
  return (size === 1 ? symbols : [String(size), ...symbols]).join(' * ');
}

/** The terms of a sum; a dimension that is no sum is one term. */
export function terms(dimension: Dimension): Dimension[] {
  if (typeof dimension === 'number') return [dimension];
  const inner = /^\((.*)\)$/.exec(dimension)?.[1];
  if (inner === undefined) return [dimension];
  return inner.split(' + ').map((term) => (/^\d+$/.test(term) ? Number(term) : term));
}

/** The sum of dimensions, in one form whatever the order of the terms. */
export function addDimensions(...dimensions: readonly Dimension[]): Dimension {
  let size = 0;
  const symbols: string[] = [];
  for (const term of dimensions.flatMap(terms)) {
    if (typeof term === 'number') size += term;
    else symbols.push(term);
  }
  const [first] = symbols;
  if (first === undefined) return size;
  if (symbols.length === 1 && size === 0) return first;
  symbols.sort();
  return `(${(size === 0 ? symbols : [...symbols, String(size)]).join(' + ')})`;
}
