import { OnnxError } from '../errors.js';
import type { Platform } from './platform.js';

let last: Promise<unknown> = Promise.resolve();

/** A browser, or what bundles for one: `onnxruntime-web`, weights as bytes. */
export const platform: Platform = {
  async loadRuntime() {
    try {
      return await import('onnxruntime-web/webgpu');
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new OnnxError('runtime-missing', `onnxruntime-web could not be loaded (${reason})`, { cause });
    }
  },
  placeWeights: () => ({
    folder: undefined,
    content({ entry }) {
      if ('bytes' in entry.location) return { bytes: entry.location.bytes };
      throw new OnnxError(
        'session-failed',
        `weight '${entry.name}' lies in the file ${entry.location.file}, which a browser cannot open: give its bytes`,
      );
    },
  }),
  writeDebugGraph(folder, graphName) {
    if (folder === undefined) return;
    throw new OnnxError('debug-file', `the graph '${graphName}' could not be written: a browser has no folders`);
  },
  // Its WebAssembly refuses a call while another waits for the GPU.
  alone(work) {
    const run = last.then(work);
    last = run.catch(() => undefined);
    return run;
  },
  threads: () => (globalThis as { navigator?: { hardwareConcurrency?: number } }).navigator?.hardwareConcurrency ?? 1,
  cudaObstacle: () => 'ONNX Runtime computes on CUDA in Node on Linux alone, and this is a browser',
};
