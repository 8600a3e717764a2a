import { platform } from '#platform';
import { checkOptionNames } from '../check-option-names.js';
import { checkThreads } from '../session/check-threads.js';
import { ThreadPool } from './thread-pool.js';

/**
 * Threads in which sessions run side by side. Give one pool to all sessions of a model: its threads are shared, and each
 * has every session that it is given runs of, with one thread of arithmetic.
 *
 * Threads are started when runs that were called at once have kept the calling thread at work for a second, and take part
 * when they are ready; until then the calling thread computes. They do not keep a process alive, other than for a run.
 */
export interface WorkerPool extends AsyncDisposable {
  /** Most threads that compute at once. */
  readonly threads: number;
  /** How many runs to call at once, to keep all threads at work. */
  readonly runsAtOnce: number;
  /** Ends the threads, after their runs; sessions that are used later run in the calling thread. */
  dispose(): Promise<void>;
}

/** How many threads a pool has. */
export interface WorkerPoolOptions {
  /**
   * Most threads that compute at once; 1 = the calling thread alone.
   * @defaultValue one a core that is there for this process, at most 8
   */
  readonly threads?: number;
}

const mostByDefault = 8;

/**
 * Makes a pool. Nothing is started yet. Where there are no threads to be had, as in a browser, its sessions run in the calling
 * thread.
 *
 * @throws OnnxError `invalid-option`
 */
export function createWorkerPool(options: WorkerPoolOptions = {}): WorkerPool {
  checkOptionNames(options, ['threads']);
  const { threads } = options;
  checkThreads(threads);
  return new ThreadPool(threads ?? Math.min(platform.threads(), mostByDefault), platform.startWorker);
}
