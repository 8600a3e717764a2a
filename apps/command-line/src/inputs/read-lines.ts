import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { CommandError } from '../command-error.js';

/** The lines of a stream, without a byte order mark, until it ends or the signal aborts. */
export async function* linesOf(stream: Readable, signal: AbortSignal): AsyncGenerator<string> {
  const lines = createInterface({ input: stream, crlfDelay: Infinity, terminal: false });
  const stop = () => lines.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    let first = true;
    for await (const line of lines) {
      yield first ? line.replace(/^\uFEFF/, '') : line;
      first = false;
    }
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', stop);
    lines.close();
  }
}

/**
 * A file to be read, or standard input for `-`.
 *
 * @throws CommandError `unreadable-file`, `standard-input`
 */
export async function openLines(file: string, stdin: NodeJS.ReadStream): Promise<Readable> {
  if (file === '-') {
    if (!stdin.isTTY) return stdin;
    throw new CommandError('standard-input', '--batch - reads standard input, but nothing is piped in.');
  }
  try {
    const handle = await open(file);
    if ((await handle.stat()).isDirectory()) {
      await handle.close();
      throw new Error('it is a folder');
    }
    return createReadStream(file, { fd: handle, encoding: 'utf8' });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError('unreadable-file', `${file} cannot be read: ${reason}`, { cause });
  }
}
