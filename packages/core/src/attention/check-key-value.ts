import type { AttentionElementType, KeyValueCall } from '../backend/backend.js';
import { checkTensor } from '../tensor/check-tensor.js';
import { describeShape } from '../tensor/describe-value.js';
import type { Tensor } from '../tensor/tensor.js';
import { AttentionError, attentionFailure } from './attention-error.js';
import { attentionTypes } from './attention-types.js';
import { checkKeyMask } from './check-key-mask.js';
import { checkKeyWeight } from './check-key-weight.js';

/** Checks the memory's half of a call and brings its options into the backend's form. */
export function checkKeyValue(
  input: Partial<Record<'key' | 'value' | 'keyMask' | 'keyWeight', unknown>>,
): KeyValueCall {
  const key = checkFourDimensional('key', input.key, '[B, Hkv, N, D]');
  const value = checkFourDimensional('value', input.value, '[B, Hkv, N, Dv]');
  checkSameType('value', value, 'key', key);
  const axes = [
    ['batch-mismatch', 'batches'],
    ['head-mismatch', 'heads'],
    ['length-mismatch', 'positions'],
  ] as const;
  for (const [axis, [code, what]] of axes.entries()) {
    if (value.shape[axis] !== key.shape[axis])
      throw new AttentionError(
        code,
        `value: expected the ${key.shape[axis]} ${what} of the key ${describeShape(key.shape)}, got ${describeShape(value.shape)}`,
      );
  }
  const [batch, , length] = key.shape as [number, number, number, number];
  const keyMask = checkKeyMask(input.keyMask, batch, length);
  const known = checkKeyWeight(input.keyWeight, keyMask, batch, length);
  return { key, value, keyMask: known.keyMask, keyWeight: known.keyWeight };
}

export function checkFourDimensional(name: string, value: unknown, form: string): Tensor<AttentionElementType> {
  if (value === undefined) throw new AttentionError('missing-tensor', `${name}: expected a tensor ${form}, got none`);
  return checkTensor(value, { name, types: attentionTypes, ranks: [4], form }, attentionFailure);
}

export function checkSameType(
  name: string,
  tensor: Tensor<AttentionElementType>,
  otherName: string,
  other: { readonly type: AttentionElementType },
): void {
  if (tensor.type !== other.type)
    throw new AttentionError(
      'type-mismatch',
      `${name}: expected type ${other.type} as ${otherName} has, got ${tensor.type}`,
    );
}
