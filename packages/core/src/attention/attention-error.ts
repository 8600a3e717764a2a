import { CrossattnError } from '../errors.js';
import type { TensorErrorCode } from '../tensor/check-tensor.js';

/**
 * Why a call of the op was refused, or failed.
 *
 * | code | meaning |
 * |---|---|
 * | `invalid-tensor`, `invalid-type`, `invalid-shape`, `size-too-large`, `data-mismatch`, `detached-buffer` | one tensor by itself |
 * | `missing-tensor`, `conflicting-inputs` | which tensors came together |
 * | `unknown-option`, `invalid-option` | an option's name or value |
 * | `type-mismatch`, `batch-mismatch`, `head-mismatch`, `length-mismatch`, `head-size-mismatch`, `broadcast-mismatch` | two tensors against each other |
 * | `invalid-key-weight` | a key weight that is negative or not finite |
 * | `disposed` | a prepared memory or a backend that was disposed |
 * | `unknown-backend`, `duplicate-backend`, `invalid-backend`, `unsupported-specification`, `backend-unavailable`, `unsupported-by-backend`, `backend-mismatch` | the choice of a backend |
 * | `hook-failed` | what `editWeights` threw; `cause` has it |
 * | `backend-failed`, `out-of-memory` | while computing; `cause` has the original error |
 */
export type AttentionErrorCode =
  | TensorErrorCode
  | 'missing-tensor'
  | 'conflicting-inputs'
  | 'unknown-option'
  | 'invalid-option'
  | 'type-mismatch'
  | 'batch-mismatch'
  | 'head-mismatch'
  | 'length-mismatch'
  | 'head-size-mismatch'
  | 'broadcast-mismatch'
  | 'invalid-key-weight'
  | 'disposed'
  | 'unknown-backend'
  | 'duplicate-backend'
  | 'invalid-backend'
  | 'unsupported-specification'
  | 'backend-unavailable'
  | 'unsupported-by-backend'
  | 'backend-mismatch'
  | 'hook-failed'
  | 'backend-failed'
  | 'out-of-memory';

/** The error of `attention`, `prepare`, `attentionGradient` and the choice of a backend. */
export class AttentionError extends CrossattnError<AttentionErrorCode> {
  override readonly name = 'AttentionError';
}

/** For the checks of single tensors. */
export function attentionFailure(code: TensorErrorCode, message: string): AttentionError {
  return new AttentionError(code, message);
}
