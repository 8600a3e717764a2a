import type { AttentionBackend, AttentionElementType } from '../backend/backend.js';
import { checkTensor } from '../tensor/check-tensor.js';
import { dataOfForm } from '../tensor/data-of-form.js';
import { describeShape } from '../tensor/describe-value.js';
import type { Tensor } from '../tensor/tensor.js';
import { AttentionError } from './attention-error.js';

/** Checks what a backend returned: a wrong shape is an error here, not a puzzle later. */
export function checkOutput(
  backend: AttentionBackend,
  name: string,
  tensor: Tensor<AttentionElementType> | undefined,
  type: AttentionElementType,
  shape: readonly number[],
): void {
  if (dataOfForm(tensor, type, shape) !== undefined) return;
  const failure = (_code: string, message: string) =>
    new AttentionError('backend-failed', `backend ${backend.name} returned an invalid result: ${message}`);
  const checked = checkTensor(tensor, { name, types: [type], ranks: [4], form: 'of four dimensions' }, failure);
  const [batch, heads, queries, last] = checked.shape;
  if (batch !== shape[0] || heads !== shape[1] || queries !== shape[2] || last !== shape[3])
    throw failure(
      'invalid-shape',
      `${name}: expected the shape ${describeShape(shape)}, got ${describeShape(checked.shape)}`,
    );
}
