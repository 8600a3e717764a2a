import { checkOptionNames } from '../check-option-names.js';
import { OnnxError } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import { plainGraph } from '../workers/plain-graph.js';
import { ThreadPool } from '../workers/thread-pool.js';
import type { WorkerPool } from '../workers/worker-pool.js';
import { createRuntimeSession } from './create-runtime-session.js';
import { PooledSession } from './pooled-session.js';
import type { Session } from './session.js';
import type { SessionOptions } from './session-options.js';

const optionNames: readonly (keyof SessionOptions)[] = [
  'provider',
  'threads',
  'optimization',
  'debugFolder',
  'workers',
];

/**
 * Loads a composed graph into ONNX Runtime. Weights are read by ONNX Runtime from their own files.
 *
 * @throws OnnxError `runtime-missing`, `invalid-option`, `session-failed`, `out-of-memory`, `model-too-large`, `debug-file`
 */
export async function createSession(graph: Graph, options: SessionOptions = {}): Promise<Session> {
  checkOptionNames(options, optionNames);
  const { workers, ...own } = options;
  if (workers === undefined) return createRuntimeSession(graph, own);
  checkWorkers(workers, own);
  return new PooledSession(plainGraph(graph), await createRuntimeSession(graph, own), workers, own.optimization);
}

function checkWorkers(workers: WorkerPool, { provider = 'cpu' }: SessionOptions): asserts workers is ThreadPool {
  if (!(workers instanceof ThreadPool)) {
    throw new OnnxError('invalid-option', 'workers: expected a pool that createWorkerPool made');
  }
  if (provider !== 'cpu') {
    throw new OnnxError('invalid-option', `workers: expected none for the provider ${provider}, which has one queue`);
  }
}
