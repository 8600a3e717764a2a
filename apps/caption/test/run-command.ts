import { PassThrough, Readable } from 'node:stream';
import { run } from '../src/index.js';

export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the command may find around it. */
export interface CommandSurroundings {
  readonly stdin?: Uint8Array;
  readonly interrupt?: AbortSignal;
  /** Called with what was printed so far, each time something is printed. */
  readonly onPrint?: (stdout: string) => void;
}

/** Runs the whole command in this process, with streams in the place of the terminal. */
export async function runCommand(argv: readonly string[], around: CommandSurroundings = {}): Promise<CommandResult> {
  const stdin = Readable.from(around.stdin ? [around.stdin] : []) as unknown as NodeJS.ReadStream;
  const stdout = collecting(around.onPrint);
  const stderr = collecting();
  const interrupt = around.interrupt ?? new AbortController().signal;
  const streams = { stdin, stdout: stdout.stream, stderr: stderr.stream };
  const status = await run(argv, streams, interrupt);
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

/** One object for each line of standard output. */
export function jsonLines(stdout: string): JsonResult[] {
  expectWhole(stdout);
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** A line of `--json`. */
export interface JsonResult {
  readonly image: string;
  readonly caption?: string;
  readonly tokens?: readonly { readonly text: string; readonly probability: number }[];
  readonly candidates?: readonly { readonly caption: string; readonly score: number }[];
  readonly model?: string;
  readonly device?: string;
  readonly milliseconds?: { readonly load: number; readonly encode: number; readonly decode: number };
  readonly error?: { readonly code: string; readonly message: string };
}

function expectWhole(stdout: string): void {
  if (stdout !== '' && !stdout.endsWith('\n')) throw new Error(`the last line is not whole: ${stdout}`);
}

function collecting(onPrint?: (text: string) => void) {
  let text = '';
  const stream = new PassThrough();
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    onPrint?.(text);
  });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}
