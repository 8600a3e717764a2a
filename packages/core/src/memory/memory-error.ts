import { CrossattnError } from '../errors.js';
import type { TensorErrorCode } from '../tensor/check-tensor.js';

/**
 * Why a memory was refused.
 *
 * | code | meaning |
 * |---|---|
 * | `invalid-tensor`, `invalid-type`, `invalid-shape`, `size-too-large`, `data-mismatch`, `detached-buffer` | states or mask by themselves |
 * | `batch-mismatch`, `length-mismatch`, `width-mismatch` | states, mask and slots, or two memories, against each other |
 * | `encoder-mismatch` | memories of different encoders |
 * | `invalid-slot`, `invalid-encoder` | what a position stands for; who made the memory |
 * | `no-memories`, `index-out-of-range` | which memories, which batch rows |
 */
export type MemoryErrorCode =
  | TensorErrorCode
  | 'batch-mismatch'
  | 'length-mismatch'
  | 'width-mismatch'
  | 'encoder-mismatch'
  | 'invalid-slot'
  | 'invalid-encoder'
  | 'no-memories'
  | 'index-out-of-range';

/** The error of the functions that make and combine memories. */
export class MemoryError extends CrossattnError<MemoryErrorCode> {
  override readonly name = 'MemoryError';
}

export function memoryFailure(code: TensorErrorCode, message: string): MemoryError {
  return new MemoryError(code, message);
}
