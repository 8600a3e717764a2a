/** Lets promises be waited for no longer than until a signal aborts, with one listener for all of them. */
export interface AbortWatch {
  /** The promise, or a rejection with the signal's reason as soon as it aborts. */
  race<Value>(promise: Promise<Value>): Promise<Value>;
  end(): void;
}

/** Begins to listen to a signal. */
export function watchAbort(signal: AbortSignal | undefined): AbortWatch {
  if (signal === undefined) return { race: (promise) => promise, end: () => {} };
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
  });
  aborted.catch(() => {});
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  return {
    race: (promise) => Promise.race([aborted, promise]),
    end: () => signal.removeEventListener('abort', stop),
  };
}
