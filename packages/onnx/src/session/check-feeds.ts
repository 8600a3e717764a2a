import type { ElementType } from '@crossattn/core';
import { OnnxError, type OnnxErrorCode } from '../errors.js';
import { type Dimension, formatShape } from '../graph/dimension.js';
import type { Value } from '../graph/value.js';
import type { Feed } from './feed.js';

type Feeds = Readonly<Record<string, Feed>>;

/**
 * Checks names, element types, shapes and lengths; a symbol must have one size in all feeds. It runs before every native
 * call, where all caches are cold: hence the plain loops.
 */
export function checkFeeds(graphName: string, inputs: readonly Value<ElementType>[], feeds: Feeds): void {
  const symbols: string[] = [];
  const sizes: number[] = [];
  for (let index = 0; index < inputs.length; index += 1) {
    const input = inputs[index] as Value<ElementType>;
    const { name, type } = input;
    const tensor = feeds[name];
    if (tensor === undefined)
      throw failure(graphName, 'missing-input', `the input '${name}' ${formatShape(input.shape)} was not given`);
    if (tensor.type !== type)
      throw failure(graphName, 'type-mismatch', `input '${name}': expected ${type}, got ${tensor.type}`);
    if (!fits(input.shape, tensor, symbols, sizes))
      throw failure(graphName, 'shape-mismatch', `input '${name}': ${shapeProblem(input, tensor, inputs, feeds)}`);
  }
  if (Object.keys(feeds).length > inputs.length) throw failure(graphName, 'unknown-input', unknownInput(inputs, feeds));
}

function failure(graphName: string, code: OnnxErrorCode, message: string): OnnxError {
  return new OnnxError(code, `graph '${graphName}': ${message}`);
}

/** @param symbols - Symbols that inputs have given a size in `sizes`; those of this one are added. */
function fits(shape: readonly Dimension[], tensor: Feed, symbols: string[], sizes: number[]): boolean {
  const given = tensor.shape;
  if (given.length !== shape.length) return false;
  let count = 1;
  for (let axis = 0; axis < shape.length; axis += 1) {
    const size = given[axis] as number;
    const dimension = shape[axis] as Dimension;
    if (!Number.isInteger(size) || size < 0) return false;
    count *= size;
    if (typeof dimension === 'number') {
      if (dimension !== size) return false;
      continue;
    }
    const known = symbols.indexOf(dimension);
    if (known < 0) sizes[symbols.push(dimension) - 1] = size;
    else if (sizes[known] !== size) return false;
  }
  return !('data' in tensor) || count === tensor.data.length;
}

/** Why a feed does not fit. */
function shapeProblem(
  input: Value<ElementType>,
  tensor: Feed,
  inputs: readonly Value<ElementType>[],
  feeds: Feeds,
): string {
  const got = formatShape(tensor.shape);
  if (tensor.shape.length !== input.shape.length) return `expected ${formatShape(input.shape)}, got ${got}`;
  const count = tensor.shape.reduce((product, size) => product * size, 1);
  if ('data' in tensor && count !== tensor.data.length)
    return `its shape ${got} needs ${count} elements, its data has ${tensor.data.length}`;
  for (const [axis, dimension] of input.shape.entries()) {
    const size = tensor.shape[axis];
    if (size === undefined || !Number.isInteger(size) || size < 0) return `${got} is no shape`;
    if (typeof dimension === 'number') {
      if (size !== dimension) break;
      continue;
    }
    for (const other of inputs) {
      const known = feeds[other.name]?.shape[other.shape.indexOf(dimension)];
      if (known !== undefined && known !== size)
        return `axis ${axis} must be ${known}, as '${other.name}' has ${dimension} = ${known}, got ${got}`;
      if (other === input) break;
    }
  }
  return `expected ${formatShape(input.shape)}, got ${got}`;
}

function unknownInput(inputs: readonly Value<ElementType>[], feeds: Feeds): string {
  const names = inputs.map(({ name }) => name);
  const unknown = Object.keys(feeds).find((name) => !names.includes(name));
  return `'${unknown}' is no input; the inputs are ${names.join(', ') || 'none'}`;
}
