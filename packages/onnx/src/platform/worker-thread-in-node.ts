import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerAnswer, WorkerRequest } from '../workers/messages.js';
import { sendError } from '../workers/sent-error.js';
import { WorkerSessions } from '../workers/worker-sessions.js';
import { type ExitFlags, whileBusy } from './exit-guard.js';

// The program of a thread of a pool: answers one request after the other.
const port = parentPort as NonNullable<typeof parentPort>;
const flags = workerData as ExitFlags;
const sessions = new WorkerSessions();
let last = Promise.resolve();

port.on('message', (request: WorkerRequest) => {
  last = last.then(() => answer(request));
});

async function answer({ id, task }: WorkerRequest): Promise<void> {
  try {
    const tensors = await whileBusy(flags, () => sessions.do(task));
    const transfer = new Set(Object.values(tensors).map(({ data }) => data.buffer as ArrayBuffer));
    port.postMessage({ id, tensors } satisfies WorkerAnswer, [...transfer]);
  } catch (error) {
    port.postMessage({ id, error: sendError(error) } satisfies WorkerAnswer);
  }
  if (task.kind === 'end') port.close();
}
