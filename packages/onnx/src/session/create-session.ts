import { OnnxError } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import { encodeModel } from '../protobuf/encode-model.js';
import { checkThreads } from './check-threads.js';
import { placeWeights } from './place-weights.js';
import { loadRuntime, type Runtime } from './runtime.js';
import { RuntimeSession } from './runtime-session.js';
import type { Session } from './session.js';
import { writeDebugGraph } from './write-debug-graph.js';

/** How a session computes. */
export interface SessionOptions {
  /** Threads of this session's pool; ONNX Runtime chooses one a physical core by default. */
  readonly threads?: number;
  /** How far ONNX Runtime rewrites the graph at load: `all` by default. */
  readonly optimization?: 'disabled' | 'basic' | 'extended' | 'all';
  /**
   * A folder that gets the composed graph as `<name>.onnx`; the environment variable `CROSSATTN_DEBUG_GRAPHS` by default.
   * Weights stay in their files, relative to which the graph refers to them.
   */
  readonly debugFolder?: string;
}

const largestModel = 2 ** 31 - 1;

/**
 * Loads a composed graph into ONNX Runtime. Weights are read by ONNX Runtime from their own files.
 *
 * @throws OnnxError `runtime-missing`, `invalid-option`, `session-failed`, `model-too-large`, `debug-file`
 */
export async function createSession(graph: Graph, options: SessionOptions = {}): Promise<Session> {
  checkThreads(options.threads);
  const runtime = await loadRuntime();
  const { folder, content } = placeWeights(graph);
  const model = encodeModel(graph, content);
  if (model.byteLength > largestModel) {
    throw new OnnxError(
      'model-too-large',
      `graph '${graph.name}' has ${model.byteLength} bytes inside the model; a model may have ${largestModel}`,
    );
  }
  const debugFolder = options.debugFolder ?? process.env.CROSSATTN_DEBUG_GRAPHS;
  if (debugFolder !== undefined && debugFolder !== '') writeDebugGraph(debugFolder, graph.name, model);
  return new RuntimeSession(graph, runtime, await createNative(runtime, graph, model, folder, options));
}

async function createNative(
  runtime: Runtime,
  graph: Graph,
  model: Uint8Array,
  folder: string | undefined,
  options: SessionOptions,
) {
  try {
    return await runtime.InferenceSession.create(model, {
      executionProviders: ['cpu'],
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
