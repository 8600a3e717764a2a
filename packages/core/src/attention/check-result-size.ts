import { describeShape } from '../tensor/describe-value.js';
import { elementCount } from '../tensor/element-count.js';
import { AttentionError } from './attention-error.js';

const largestResult = 2 ** 32;

/** Empty inputs can ask for enormous results: keys without positions, values with a head size of millions. */
export function checkResultSize(name: string, shape: readonly number[]): void {
  const count = elementCount(shape);
  if (!(count <= largestResult))
    throw new AttentionError(
      'size-too-large',
      `${name}: the result ${describeShape(shape)} would have ${count} elements, more than ${largestResult}`,
    );
}
