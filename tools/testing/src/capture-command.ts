import { PassThrough, Readable } from 'node:stream';

/** A command as a function: arguments, streams and an interruption in, the exit status out. */
export type RunnableCommand = (
  argv: readonly string[],
  streams: {
    readonly stdin: NodeJS.ReadStream;
    readonly stdout: NodeJS.WriteStream;
    readonly stderr: NodeJS.WriteStream;
  },
  interrupt: AbortSignal,
) => Promise<number>;

export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command may find around it. */
export interface CommandSurroundings {
  /** What is piped in: bytes, or pieces that come one after the other. */
  readonly stdin?: Uint8Array | string | AsyncIterable<string>;
  readonly interrupt?: AbortSignal;
  /** Called with what was printed so far, each time something is printed. */
  readonly onPrint?: (stdout: string) => void;
}

/** Runs a whole command in this process, with streams in the place of the terminal. */
export async function captureCommand(
  run: RunnableCommand,
  argv: readonly string[],
  around: CommandSurroundings = {},
): Promise<CommandResult> {
  const stdin = standardInput(around.stdin ?? []) as unknown as NodeJS.ReadStream;
  const stdout = collecting(around.onPrint);
  const stderr = collecting();
  const interrupt = around.interrupt ?? new AbortController().signal;
  const status = await run(argv, { stdin, stdout: stdout.stream, stderr: stderr.stream }, interrupt);
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

/** The JSON values of standard output, one a line; the last line has to be whole. */
export function jsonLinesOf<Line>(stdout: string): Line[] {
  if (stdout !== '' && !stdout.endsWith('\n')) throw new Error(`the last line is not whole: ${stdout}`);
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

function standardInput(content: Uint8Array | string | AsyncIterable<string> | readonly []): Readable {
  if (typeof content === 'string' || content instanceof Uint8Array) return Readable.from([Buffer.from(content)]);
  return Readable.from(content);
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
