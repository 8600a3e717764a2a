/** The part of ONNX Runtime's JavaScript API that is used here; `onnxruntime-node` and `onnxruntime-web` share it. */
export type Runtime = Pick<typeof import('onnxruntime-node'), 'InferenceSession' | 'Tensor'>;
