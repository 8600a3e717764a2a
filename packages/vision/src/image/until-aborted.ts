/** What waits on a signal: one listener for all, since Node warns of a leak from the eleventh listener on. */
interface Waiting {
  readonly stops: Set<() => void>;
  readonly listener: () => void;
}

const waitingOn = new WeakMap<AbortSignal, Waiting>();

/** The promise, or a rejection with the signal's reason as soon as it aborts. */
export async function untilAborted<Result>(promise: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return promise;
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
  });
  const { stops, listener } = waitingOn.get(signal) ?? listen(signal);
  stops.add(stop);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    stops.delete(stop);
    if (stops.size === 0) {
      signal.removeEventListener('abort', listener);
      waitingOn.delete(signal);
    }
  }
}

function listen(signal: AbortSignal): Waiting {
  const stops = new Set<() => void>();
  const listener = () => {
    for (const stop of stops) stop();
  };
  const waiting = { stops, listener };
  waitingOn.set(signal, waiting);
  signal.addEventListener('abort', listener, { once: true });
  return waiting;
}
