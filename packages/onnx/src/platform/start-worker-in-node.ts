import { Worker } from 'node:worker_threads';
import type { WorkerAnswer } from '../workers/messages.js';
import type { WorkerEvents, WorkerHandle } from '../workers/worker-handle.js';
import { exitFlags, giveBackExitFlags } from './exit-guard.js';

/** Starts a thread that answers the requests of a pool. */
export function startWorker({ onAnswer, onEnd }: WorkerEvents): WorkerHandle {
  const flags = exitFlags();
  let worker: Worker;
  try {
    worker = new Worker(new URL('./worker-thread-in-node.js', import.meta.url), {
      name: 'crossattn-onnx',
      workerData: flags,
      // Loaders and the like are the program's own, and graphs are written by the thread that composes them.
      execArgv: [],
      env: { ...process.env, CROSSATTN_DEBUG_GRAPHS: '' },
    });
  } catch (error) {
    giveBackExitFlags(flags);
    throw error;
  }
  let reason: string | undefined;
  worker.on('message', (answer: WorkerAnswer) => onAnswer(answer));
  worker.on('error', (error: unknown) => {
    reason = error instanceof Error ? error.message : String(error);
  });
  worker.on('exit', (code) => {
    giveBackExitFlags(flags);
    onEnd(reason ?? `it exited with the code ${code}`);
  });
  // After the listeners: to listen for messages is to keep the process alive.
  worker.unref();
  return {
    post: (request, transfer) => worker.postMessage(request, transfer),
    keepAlive: (needed) => (needed ? worker.ref() : worker.unref()),
  };
}
