import { platform } from '#platform';
import { OnnxError } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import { encodeModel } from '../protobuf/encode-model.js';
import { plainGraph } from '../workers/plain-graph.js';
import { ThreadPool } from '../workers/thread-pool.js';
import type { WorkerPool } from '../workers/worker-pool.js';
import { checkProvider } from './check-provider.js';
import { checkThreads } from './check-threads.js';
import type { ExecutionProvider } from './execution-provider.js';
import { PooledSession } from './pooled-session.js';
import type { Runtime } from './runtime.js';
import { RuntimeSession } from './runtime-session.js';
import type { Session } from './session.js';

/** How a session computes. */
export interface SessionOptions {
  /** What computes: `cpu` by default. */
  readonly provider?: ExecutionProvider;
  /** Threads of this session's pool; ONNX Runtime chooses one a physical core by default. */
  readonly threads?: number;
  /** How far ONNX Runtime rewrites the graph at load: `all` by default. */
  readonly optimization?: 'disabled' | 'basic' | 'extended' | 'all';
  /**
   * A folder that gets the composed graph as `<name>.onnx`; the environment variable `CROSSATTN_DEBUG_GRAPHS` by default.
   * Weights stay in their files, relative to which the graph refers to them.
   */
  readonly debugFolder?: string;
  /**
   * Threads that runs which are called at once are shared out to, each with one thread of arithmetic. A run that stands
   * alone is computed in the calling thread, with `threads`: where these are several, products of float32 may differ in their
   * last bits. For the processor alone.
   */
  readonly workers?: WorkerPool;
}

const largestModel = 2 ** 31 - 1;

/**
 * Loads a composed graph into ONNX Runtime. Weights are read by ONNX Runtime from their own files.
 *
 * @throws OnnxError `runtime-missing`, `invalid-option`, `session-failed`, `model-too-large`, `debug-file`
 */
export async function createSession(graph: Graph, options: SessionOptions = {}): Promise<Session> {
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

/** What this package itself may ask of a session. */
export interface RuntimeSessionOptions extends Omit<SessionOptions, 'workers'> {
  /** Whether outputs stay on the GPU that computes them. */
  readonly keepOnDevice?: boolean;
}

export async function createRuntimeSession(graph: Graph, options: RuntimeSessionOptions): Promise<RuntimeSession> {
  checkThreads(options.threads);
  checkProvider(options.provider);
  const runtime = await platform.loadRuntime();
  const { folder, content } = platform.placeWeights(graph);
  const model = encodeModel(graph, content);
  if (model.byteLength > largestModel) {
    throw new OnnxError(
      'model-too-large',
      `graph '${graph.name}' has ${model.byteLength} bytes inside the model; a model may have ${largestModel}`,
    );
  }
  platform.writeDebugGraph(options.debugFolder, graph.name, model);
  const created = platform.alone(() => createNative(runtime, graph, model, folder, options));
  return new RuntimeSession(graph, runtime, await created);
}

async function createNative(
  runtime: Runtime,
  graph: Graph,
  model: Uint8Array,
  folder: string | undefined,
  options: RuntimeSessionOptions,
) {
  try {
    return await runtime.InferenceSession.create(model, {
      executionProviders: [options.provider ?? 'cpu'],
      ...(options.keepOnDevice ? { preferredOutputLocation: 'gpu-buffer' as const } : {}),
      graphOptimizationLevel: options.optimization ?? 'all',
      ...(options.threads === undefined ? {} : { intraOpNumThreads: options.threads }),
      // What goes wrong is thrown; it is not written to the terminal as well.
      logSeverityLevel: 4,
      extra: {
        // Pools that spin while they wait take the cores from each other.
        'session.intra_op.allow_spinning': '0',
        ...(folder === undefined ? {} : { 'session.model_external_initializers_file_folder_path': folder }),
      },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OnnxError('session-failed', `graph '${graph.name}' could not be loaded: ${reason}`, { cause });
  }
}
