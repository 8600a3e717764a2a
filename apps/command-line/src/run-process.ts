import type { StandardStreams } from './standard-streams.js';

/** Runs a command as this process: its arguments, its streams, its exit status. */
export async function runProcess(
  run: (argv: readonly string[], streams: StandardStreams, interrupt: AbortSignal) => Promise<number>,
): Promise<void> {
  const interruption = new AbortController();
  // The first Ctrl-C ends the work tidily; the handler is gone then, so that a second one ends the process at once.
  process.once('SIGINT', () => interruption.abort());
  process.once('SIGTERM', () => interruption.abort());
  process.exitCode = await run(process.argv.slice(2), process, interruption.signal);
}
