import { spawn } from 'node:child_process';

/** What a process printed, and when. */
export interface TimedRun {
  /** Milliseconds from the start of the process to its first line. */
  readonly milliseconds: number;
  /** Milliseconds from the start of the process to its end. */
  readonly totalMilliseconds: number;
  readonly text: string;
}

/** Starts a command that prints at least a line, and waits until it has ended. */
export async function runToLine(
  command: string,
  argv: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<TimedRun> {
  const start = performance.now();
  const child = spawn(command, argv, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let complaint = '';
  let milliseconds = Number.NaN;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    if (Number.isNaN(milliseconds) && printed.includes('\n')) milliseconds = performance.now() - start;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status === 0 && !Number.isNaN(milliseconds)) {
    return { milliseconds, totalMilliseconds: performance.now() - start, text: printed.trim() };
  }
  throw new Error(`${command} ${argv.join(' ')} ended with ${status}: ${complaint}`);
}
