#!/usr/bin/env node
import { run } from './run.js';

const interruption = new AbortController();
// The first Ctrl-C ends the work tidily; the handler is gone then, so that a second one ends the process at once.
process.once('SIGINT', () => interruption.abort());
process.once('SIGTERM', () => interruption.abort());

process.exitCode = await run(process.argv.slice(2), process, interruption.signal);
