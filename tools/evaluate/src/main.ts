#!/usr/bin/env node
import { run } from './command/run.js';

const interruption = new AbortController();
// The first Ctrl-C ends the work tidily; the handler is gone then, so that a second one ends the process at once.
process.once('SIGINT', () => interruption.abort());
process.once('SIGTERM', () => interruption.abort());
// A reader that has seen enough closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const output = {
  stdout: (text: string) => void process.stdout.write(text),
  stderr: (text: string) => void process.stderr.write(text),
  terminal: process.stderr.isTTY,
};
process.exitCode = await run(process.argv.slice(2), output, interruption.signal);
