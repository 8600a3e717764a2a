import { checkOptionNames } from '../../check-option-names.js';
import { checkThreads } from '../../session/check-threads.js';

/** How the backend `cpu` computes. */
export interface CpuBackendOptions {
  /** Threads of each session; ONNX Runtime chooses by default. Small calls are done by one. */
  readonly threads?: number | undefined;
}

/** @throws OnnxError `invalid-option` */
export function checkCpuBackendOptions(options: CpuBackendOptions): void {
  checkOptionNames(options, ['threads']);
  checkThreads(options.threads);
}
