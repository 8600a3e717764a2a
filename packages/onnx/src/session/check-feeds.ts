import type { ElementType, Tensor } from '@crossattn/core';
import { OnnxError, type OnnxErrorCode } from '../errors.js';
import { formatShape } from '../graph/dimension.js';
import type { Value } from '../graph/value.js';

interface SymbolSize {
  readonly size: number;
  /** The input that gave the symbol its size. */
  readonly input: string;
}

/** Checks names, element types, shapes and lengths; a symbol must have one size in all feeds. */
export function checkFeeds(
  graphName: string,
  inputs: readonly Value<ElementType>[],
  feeds: Readonly<Record<string, Tensor>>,
): void {
  const error = (code: OnnxErrorCode, message: string) => new OnnxError(code, `graph '${graphName}': ${message}`);
  const symbols = new Map<string, SymbolSize>();
  for (const input of inputs) {
    const { name, type, shape } = input;
    const tensor = feeds[name];
    if (tensor === undefined) throw error('missing-input', `the input '${name}' ${formatShape(shape)} was not given`);
    if (tensor.type !== type) throw error('type-mismatch', `input '${name}': expected ${type}, got ${tensor.type}`);
    const problem = shapeProblem(input, tensor, symbols);
    if (problem !== undefined) throw error('shape-mismatch', `input '${name}': ${problem}`);
  }
  if (Object.keys(feeds).length > inputs.length) throw error('unknown-input', unknownInput(inputs, feeds));
}

function unknownInput(inputs: readonly Value<ElementType>[], feeds: Readonly<Record<string, Tensor>>): string {
  const names = inputs.map(({ name }) => name);
  const unknown = Object.keys(feeds).find((name) => !names.includes(name));
  return `'${unknown}' is no input; the inputs are ${names.join(', ') || 'none'}`;
}

function shapeProblem(input: Value<ElementType>, tensor: Tensor, symbols: Map<string, SymbolSize>): string | undefined {
  const got = () => formatShape(tensor.shape);
  if (tensor.shape.length !== input.shape.length) return `expected ${formatShape(input.shape)}, got ${got()}`;
  let count = 1;
  for (const size of tensor.shape) count *= size;
  if (count !== tensor.data.length)
    return `its shape ${got()} needs ${count} elements, its data has ${tensor.data.length}`;
  for (const [axis, dimension] of input.shape.entries()) {
    const size = tensor.shape[axis];
    if (size === undefined || !Number.isInteger(size) || size < 0) return `${got()} is no shape`;
    if (typeof dimension === 'number') {
      if (size !== dimension) return `expected ${formatShape(input.shape)}, got ${got()}`;
      continue;
    }
    const known = symbols.get(dimension);
    if (known === undefined) symbols.set(dimension, { size, input: input.name });
    else if (known.size !== size) {
      return `axis ${axis} must be ${known.size}, as '${known.input}' has ${dimension} = ${known.size}, got ${got()}`;
    }
  }
  return undefined;
}
