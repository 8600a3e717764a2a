import type { Tensor } from '@crossattn/core';

/** The element types that ONNX Runtime computes attention in on a CPU; float16 is widened to float32. */
export type ComputeType = 'float32' | 'float64';

/** A tensor that ONNX Runtime computes with. */
export type ComputeTensor = Tensor<'float32'> | Tensor<'float64'>;

export type ComputeArray = ComputeTensor['data'];

export function zeros(type: ComputeType, length: number): ComputeArray {
  return type === 'float64' ? new Float64Array(length) : new Float32Array(length);
}

/** A tensor of one of the compute types whose array is of that type. */
export function computeTensor(type: ComputeType, shape: readonly number[], data: ComputeArray): ComputeTensor {
  return { type, shape, data } as ComputeTensor;
}
