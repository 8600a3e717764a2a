import type { WorkerAnswer, WorkerRequest } from './messages.js';

/** A thread that computes, as the thread that started it sees it. */
export interface WorkerHandle {
  post(request: WorkerRequest, transfer: readonly ArrayBuffer[]): void;
  /** Says whether the process has to stay alive for this thread. */
  keepAlive(needed: boolean): void;
}

/** What a thread tells. */
export interface WorkerEvents {
  onAnswer(answer: WorkerAnswer): void;
  /** Told once, when the thread is no more; nothing comes after it. */
  onEnd(reason: string): void;
}
