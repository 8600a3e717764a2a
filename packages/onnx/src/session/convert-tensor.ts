import type { ElementArrays, ElementType, Tensor } from '@crossattn/core';
import type { Tensor as RuntimeTensor } from 'onnxruntime-node';
import { OnnxError } from '../errors.js';
import type { Runtime } from './runtime.js';

/** Hands a tensor to ONNX Runtime without copying its data. */
export function toRuntimeTensor(runtime: Runtime, name: string, tensor: Tensor): RuntimeTensor {
  if (tensor.type === 'bfloat16') {
    throw new OnnxError('type-mismatch', `input '${name}': ONNX Runtime's JavaScript API has no bfloat16 tensors`);
  }
  // The element type and the array agree by the definition of Tensor; the constructor checks both again.
  const Constructor = runtime.Tensor as unknown as new (
    type: string,
    data: unknown,
    shape: readonly number[],
  ) => RuntimeTensor;
  return new Constructor(tensor.type, tensor.data, tensor.shape);
}

/** Takes a fetched tensor over as plain data. */
export function fromRuntimeTensor(tensor: RuntimeTensor, type: ElementType): Tensor {
  return { type, shape: tensor.dims, data: runtimeElements(tensor, type) };
}

/** The elements of a fetched tensor. Newer engines hand float16 out as `Float16Array`; here it travels as its raw bits. */
export function runtimeElements(tensor: RuntimeTensor, type: ElementType): ElementArrays[ElementType] {
  const data = tensor.data as ElementArrays[ElementType];
  if (type !== 'float16' || data instanceof Uint16Array) return data;
  return new Uint16Array(data.buffer, data.byteOffset, data.length);
}
