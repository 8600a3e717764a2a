import { OnnxError } from '../../errors.js';
import { checkThreads } from '../../session/check-threads.js';

/** How the backend `cpu` computes. */
export interface CpuBackendOptions {
  /** Threads of each session; ONNX Runtime chooses by default. Small calls are done by one. */
  readonly threads?: number | undefined;
}

/** @throws OnnxError `invalid-option` */
export function checkCpuBackendOptions(options: CpuBackendOptions): void {
  if (typeof options !== 'object' || options === null)
    throw new OnnxError('invalid-option', `options: expected an object, got ${String(options)}`);
  const { threads, ...others } = options;
  for (const name of Object.keys(others))
    throw new OnnxError('invalid-option', `options: unknown option ${JSON.stringify(name)}; known is threads`);
  checkThreads(threads);
}
