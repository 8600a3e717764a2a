import { availableParallelism } from 'node:os';
import { OnnxError } from '../errors.js';
import { cudaObstacle, installedCuda } from './cuda-obstacle.js';
import { placeWeights } from './place-weights-in-node.js';
import type { Platform } from './platform.js';
import { startWorker } from './start-worker-in-node.js';
import { writeDebugGraph } from './write-debug-graph-in-node.js';

/** Node: `onnxruntime-node`, weights left in their files. */
export const platform: Platform = {
  /** Takes about a tenth of a second. */
  async loadRuntime() {
    try {
      return await import('onnxruntime-node');
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new OnnxError(
        'runtime-missing',
        `onnxruntime-node could not be loaded: install it beside @crossattn/onnx (${reason})`,
        { cause },
      );
    }
  },
  placeWeights,
  writeDebugGraph(folder = process.env.CROSSATTN_DEBUG_GRAPHS, graphName, model) {
    if (folder !== undefined && folder !== '') writeDebugGraph(folder, graphName, model);
  },
  // A run is one synchronous native call.
  alone: (work) => work(),
  threads: availableParallelism,
  cudaObstacle: () => cudaObstacle(installedCuda()),
  startWorker,
};
