import type { AttentionElementType, AttentionGradientCall, QueryCall } from '../backend/backend.js';
import { elementCount } from '../tensor/element-count.js';
import type { Tensor } from '../tensor/tensor.js';
import { AttentionError } from './attention-error.js';

/** The tensors of a call or of a part of one. */
type Inputs = Partial<Pick<AttentionGradientCall, (typeof names)[number]>>;

const names = ['query', 'key', 'value', 'mask', 'bias', 'keyMask', 'outputGradient'] as const;

/**
 * The error of a call whose arrays were detached or resized while it ran: whatever a backend made of them, numbers or an error
 * of its own, is not to be trusted.
 */
export function lostInput(inputs: Inputs, cause?: unknown): AttentionError | undefined {
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as (typeof names)[number];
    const tensor = inputs[name];
    if (isKept(tensor)) continue;
    return new AttentionError(
      'detached-buffer',
      `${name}: its buffer was detached or resized while the call ran; inputs must stay as they are until it ends`,
      cause === undefined ? undefined : { cause },
    );
  }
  return undefined;
}

/** Whether a call with a memory has all that it came with; written out, since it is asked right after a native call. */
export function keptInputs({ query, mask, bias }: QueryCall): boolean {
  return isKept(query) && isKept(mask) && isKept(bias);
}

function isKept(tensor: Tensor<AttentionElementType | 'bool'> | undefined): boolean {
  return tensor === undefined || tensor.data.length === elementCount(tensor.shape);
}
