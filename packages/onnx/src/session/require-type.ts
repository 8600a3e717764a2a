import type { ElementType, Tensor } from '@crossattn/core';
import { OnnxError } from '../errors.js';

/**
 * Narrows a fetched tensor to its element type.
 *
 * @throws OnnxError `type-mismatch`
 */
export function requireType<Type extends ElementType>(tensor: Tensor, type: Type): Tensor<Type> {
  if (isType(tensor, type)) return tensor;
  throw new OnnxError('type-mismatch', `expected a ${type} tensor, got ${tensor.type}`);
}

function isType<Type extends ElementType>(tensor: Tensor, type: Type): tensor is Tensor<Type> {
  return tensor.type === type;
}
