import type { Graph } from '../graph/graph.js';
import type { Runtime } from '../session/runtime.js';
import type { WorkerEvents, WorkerHandle } from '../workers/worker-handle.js';
import type { WeightPlacement } from './weight-placement.js';

/** What differs between Node and a browser: where ONNX Runtime comes from, files, and what may run at once. */
export interface Platform {
  /** Loads ONNX Runtime when the first session is made. @throws OnnxError `runtime-missing` */
  loadRuntime(): Promise<Runtime>;
  placeWeights(graph: Graph): WeightPlacement;
  /** Writes a composed model where `folder`, or the environment, asks for it. @throws OnnxError `debug-file` */
  writeDebugGraph(folder: string | undefined, graphName: string, model: Uint8Array): void;
  /** Runs what ONNX Runtime may do beside nothing else of its own. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The processor's threads. ONNX Runtime by itself takes as many as there are cores. */
  threads(): number;
  /** Why ONNX Runtime's CUDA provider cannot be loaded here, and what would help; nothing where it may be tried. */
  cudaObstacle(): string | undefined;
  /** Starts a thread that has ONNX Runtime to itself; absent where there are none. */
  readonly startWorker?: (events: WorkerEvents) => WorkerHandle;
}
