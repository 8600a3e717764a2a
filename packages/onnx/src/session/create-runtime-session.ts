import { platform } from '#platform';
import { OnnxError } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import { encodeModel } from '../protobuf/encode-model.js';
import { checkProvider } from './check-provider.js';
import { checkThreads } from './check-threads.js';
import type { Runtime } from './runtime.js';
import { runtimeFailure } from './runtime-failure.js';
import { RuntimeSession } from './runtime-session.js';
import type { SessionOptions } from './session-options.js';

const largestModel = 2 ** 31 - 1;

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
    throw runtimeFailure(`graph '${graph.name}' could not be loaded`, 'session-failed', cause);
  }
}
