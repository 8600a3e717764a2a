import type { WorkerPool } from '../workers/worker-pool.js';
import type { ExecutionProvider } from './execution-provider.js';

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
