import { spawn } from 'node:child_process';

export interface CaptionRun {
  /** Milliseconds from the start of the process to its caption. */
  readonly milliseconds: number;
  readonly caption: string;
}

/** Starts a command that prints a caption, and waits until it has ended. */
export async function runToCaption(
  command: string,
  argv: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<CaptionRun> {
  const start = performance.now();
  const child = spawn(command, argv, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let caption = '';
  let complaint = '';
  let milliseconds = Number.NaN;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    caption += text;
    if (Number.isNaN(milliseconds) && caption.includes('\n')) milliseconds = performance.now() - start;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status === 0 && !Number.isNaN(milliseconds)) return { milliseconds, caption: caption.trim() };
  throw new Error(`${command} ${argv.join(' ')} ended with ${status}: ${complaint}`);
}
