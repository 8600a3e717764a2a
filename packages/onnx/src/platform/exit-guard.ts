/** Longest that the end of a process waits for a thread. */
const patience = 10_000;

/** What a thread and the end of its process tell each other: both hold one number, 0 or 1. */
export interface ExitFlags {
  /** Set while the thread is inside ONNX Runtime. */
  readonly busy: Int32Array<SharedArrayBuffer>;
  /** Set when the process ends: nothing is to be begun any more. */
  readonly closing: Int32Array<SharedArrayBuffer>;
}

const threads = new Set<ExitFlags>();

/** Flags for a thread that ONNX Runtime is used in; the end of the process waits for it until they are given back. */
export function exitFlags(): ExitFlags {
  if (threads.size === 0) process.on('exit', waitForThreads);
  const flags = { busy: flag(), closing: flag() };
  threads.add(flags);
  return flags;
}

export function giveBackExitFlags(flags: ExitFlags): void {
  threads.delete(flags);
  if (threads.size === 0) process.off('exit', waitForThreads);
}

/** Does work inside ONNX Runtime in a thread whose process may end. Where it ends, the promise never settles. */
export async function whileBusy<Result>({ busy, closing }: ExitFlags, work: () => Promise<Result>): Promise<Result> {
  Atomics.store(busy, 0, 1);
  try {
    if (Atomics.load(closing, 0) === 1) return await new Promise<never>(letGo);
    return await work();
  } finally {
    Atomics.store(busy, 0, 0);
    Atomics.notify(busy, 0);
  }

  function letGo(): void {
    Atomics.store(busy, 0, 0);
    Atomics.notify(busy, 0);
  }
}

/** Node stops threads where they are, and ONNX Runtime aborts the whole process when it is stopped within a call. */
function waitForThreads(): void {
  for (const { closing } of threads) Atomics.store(closing, 0, 1);
  for (const { busy } of threads) Atomics.wait(busy, 0, 1, patience);
}

function flag(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}
