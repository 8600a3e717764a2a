import type { ElementType, Tensor } from '@crossattn/core';
import type { OnnxErrorCode } from '../errors.js';
import type { Graph } from '../graph/graph.js';

/** What a worker thread is asked to do. */
export type WorkerTask =
  | { readonly kind: 'open'; readonly session: number; readonly graph: Graph; readonly optimization?: Optimization }
  | {
      readonly kind: 'run';
      readonly session: number;
      readonly feeds: Readonly<Record<string, Tensor>>;
      readonly outputs: readonly string[] | undefined;
    }
  | { readonly kind: 'close'; readonly session: number }
  | { readonly kind: 'end' };

/** How far ONNX Runtime rewrites a graph at load. */
export type Optimization = 'disabled' | 'basic' | 'extended' | 'all';

/** A task and the number that its answer carries. */
export interface WorkerRequest {
  readonly id: number;
  readonly task: WorkerTask;
}

/** What became of a task; only a run has tensors. */
export type WorkerAnswer =
  | { readonly id: number; readonly tensors?: Readonly<Record<string, Tensor<ElementType>>> }
  | { readonly id: number; readonly error: SentError };

/** An error on its way between threads, which keep the class of no error of ours. */
export interface SentError {
  /** Absent where the error was none of this package. */
  readonly code?: OnnxErrorCode;
  readonly message: string;
  readonly cause?: unknown;
}
