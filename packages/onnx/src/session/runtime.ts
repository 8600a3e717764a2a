import { OnnxError } from '../errors.js';

/** The part of ONNX Runtime's JavaScript API that is used here; `onnxruntime-node` and `onnxruntime-web` share it. */
export type Runtime = Pick<typeof import('onnxruntime-node'), 'InferenceSession' | 'Tensor'>;

/** Loads ONNX Runtime when the first session is made: it takes about a tenth of a second. */
export async function loadRuntime(): Promise<Runtime> {
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    throw new OnnxError(
      'runtime-missing',
      `onnxruntime-node could not be loaded: install it beside @crossattn/onnx (${reason(cause)})`,
      { cause },
    );
  }
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
