import type { CrossattnError } from '../errors.js';
import { isArrayOf } from './data-of-form.js';
import { describeShape, describeValue } from './describe-value.js';
import { arrayClassNames } from './element-arrays.js';
import { plainElements } from './plain-elements.js';
import type { ElementArrays, ElementType, Tensor } from './tensor.js';

/** What can be wrong with a tensor by itself. */
export type TensorErrorCode =
  | 'invalid-tensor'
  | 'invalid-type'
  | 'invalid-shape'
  | 'size-too-large'
  | 'data-mismatch'
  | 'detached-buffer';

/** Makes the error of the package that asks. */
export type TensorFailure = (code: TensorErrorCode, message: string) => CrossattnError;

export interface TensorExpectation<Type extends ElementType> {
  /** How messages call it, such as `key`. */
  readonly name: string;
  readonly types: readonly Type[];
  /** The ranks that may come. */
  readonly ranks: readonly number[];
  /** The shape in letters, for messages: `[B, Hkv, N, D]`. */
  readonly form: string;
}

/**
 * Checks an unknown value and returns it as a tensor with its own copy of the shape and plain elements. It runs in every call,
 * most often before the engine has compiled it: hence the plain loops.
 */
export function checkTensor<Type extends ElementType>(
  value: unknown,
  expectation: TensorExpectation<Type>,
  failure: TensorFailure,
): Tensor<Type> {
  const { name, types } = expectation;
  if (typeof value !== 'object' || value === null)
    throw failure('invalid-tensor', `${name}: expected a tensor { type, shape, data }, got ${describeValue(value)}`);
  const { type, shape, data } = value as Partial<Record<'type' | 'shape' | 'data', unknown>>;
  if (!types.includes(type as Type))
    throw failure('invalid-type', `${name}: expected type ${types.join(', ')}, got ${describeValue(type)}`);
  const sizes = checkShape(shape, expectation, failure);
  checkData(data, name, type as Type, sizes, failure);
  return { type: type as Type, shape: sizes, data: plainElements(data as ElementArrays[Type], type as Type) };
}

function checkShape(shape: unknown, expectation: TensorExpectation<ElementType>, failure: TensorFailure): number[] {
  const { name, ranks, form } = expectation;
  if (!Array.isArray(shape))
    throw failure('invalid-shape', `${name}: expected the shape ${form} as an array, got ${describeValue(shape)}`);
  const sizes: unknown[] = shape.slice();
  if (!ranks.includes(sizes.length))
    throw failure(
      'invalid-shape',
      `${name}: expected the shape ${form}, got ${sizes.length} dimensions ${describeShape(sizes)}`,
    );
  for (let axis = 0; axis < sizes.length; axis += 1) {
    const size = sizes[axis];
    if (!Number.isInteger(size) || (size as number) < 0)
      throw failure(
        'invalid-shape',
        `${name}: expected whole sizes of 0 or more, got ${describeValue(size)} in ${describeShape(sizes)}`,
      );
  }
  return sizes as number[];
}

function checkData(
  data: unknown,
  name: string,
  type: ElementType,
  shape: readonly number[],
  failure: TensorFailure,
): void {
  const count = countableElements(shape);
  if (count === undefined)
    throw failure('size-too-large', `${name}: the shape ${describeShape(shape)} has more elements than can be counted`);
  if (!isArrayOf(data, type))
    throw failure(
      'data-mismatch',
      `${name}: expected a ${arrayClassNames[type]} for type ${type}, got ${describeValue(data)}`,
    );
  const { length } = data;
  if (length === 0 && isDetached(data.buffer))
    throw failure('detached-buffer', `${name}: its buffer is detached (was it transferred to a worker?)`);
  if (length !== count)
    throw failure(
      'data-mismatch',
      `${name}: the shape ${describeShape(shape)} needs ${count} elements, the data has ${length}`,
    );
}

/** The number of elements, where it and every size can be counted exactly. */
function countableElements(shape: readonly number[]): number | undefined {
  let count = 1;
  for (let axis = 0; axis < shape.length; axis += 1) {
    const size = shape[axis] as number;
    if (!Number.isSafeInteger(size)) return undefined;
    count *= size;
  }
  return Number.isSafeInteger(count) ? count : undefined;
}

function isDetached(buffer: ArrayBufferLike): boolean {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}
