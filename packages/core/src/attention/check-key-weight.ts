import type { KeyValueCall } from '../backend/backend.js';
import { checkTensor } from '../tensor/check-tensor.js';
import { floatValues } from '../tensor/float-values.js';
import type { Tensor } from '../tensor/tensor.js';
import { AttentionError, attentionFailure } from './attention-error.js';
import { attentionTypes } from './attention-types.js';
import { checkBroadcastToKeys, repeatToKeys } from './check-key-mask.js';

/** Key weights as positive float64 `[B, N]`; keys of weight 0 move into the mask, and weights that are all 1 vanish. */
export function checkKeyWeight(
  input: unknown,
  keyMask: Tensor<'bool'> | undefined,
  batch: number,
  length: number,
): Pick<KeyValueCall, 'keyMask' | 'keyWeight'> {
  if (input === undefined) return { keyMask, keyWeight: undefined };
  const expectation = { name: 'keyWeight', types: attentionTypes, ranks: [1, 2], form: '[B, N]' } as const;
  const tensor = checkTensor(input, expectation, attentionFailure);
  checkBroadcastToKeys('keyWeight', tensor.shape, batch, length);
  const weights = repeatToKeys(Float64Array.from(floatValues(tensor)), tensor.shape, batch, length);
  const mask = keyMask ? keyMask.data.slice() : new Uint8Array(weights.length).fill(1);
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index] as number;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY))
      throw new AttentionError(
        'invalid-key-weight',
        `keyWeight: expected finite weights of 0 or more, got ${weight} for key ${index % length} of batch ${Math.floor(index / length)}`,
      );
    if (weight === 0) {
      mask[index] = 0;
      weights[index] = 1;
    }
  }
  const shape = [batch, length];
  return {
    keyMask: mask.every((element) => element === 1) ? undefined : { type: 'bool', shape, data: mask },
    keyWeight: weights.every((weight) => weight === 1) ? undefined : { type: 'float64', shape, data: weights },
  };
}
