import { describeShape } from '../tensor/describe-value.js';
import { floatValues } from '../tensor/float-values.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Tolerance } from './test-functions.js';

type FloatTensor = Tensor<'float64' | 'float32' | 'float16'>;

/** A backend broke a rule of the interface. */
export class ConformanceFailure extends Error {
  override readonly name = 'ConformanceFailure';
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new ConformanceFailure(message);
}

export function assertShape(name: string, tensor: FloatTensor, shape: readonly number[]): void {
  const same = tensor.shape.length === shape.length && tensor.shape.every((size, axis) => size === shape[axis]);
  assert(same, `${name}: expected the shape ${describeShape(shape)}, got ${describeShape(tensor.shape)}`);
}

/** Every element near the expected number; NaN where NaN, infinity where infinity is expected. */
export function assertClose(
  name: string,
  tensor: FloatTensor,
  expected: ArrayLike<number>,
  tolerance: Tolerance,
): void {
  const actual = floatValues(tensor);
  assert(actual.length === expected.length, `${name}: expected ${expected.length} elements, got ${actual.length}`);
  for (let index = 0; index < actual.length; index += 1) {
    const [came, wanted] = [actual[index] as number, expected[index] as number];
    const near = Math.abs(came - wanted) <= tolerance.absolute + tolerance.relative * Math.abs(wanted);
    assert(near || Object.is(came, wanted), `${name}[${index}]: expected ${wanted}, got ${came}`);
  }
}
