import { type ComputeTensor, computeTensor, zeros } from './compute-tensor.js';

/** Products over no elements are not computed by ONNX Runtime; over one zero they are what they should be. */
export function withWidth(tensor: ComputeTensor): ComputeTensor {
  if (tensor.shape[3] !== 0) return tensor;
  const shape = [...tensor.shape.slice(0, 3), 1];
  const count = shape.reduce((product, size) => product * size, 1);
  return computeTensor(tensor.type, shape, zeros(tensor.type, count));
}
