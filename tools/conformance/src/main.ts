#!/usr/bin/env node
import { basename } from 'node:path';
import { type Command, parseCommandLine, usage } from './command-line.js';
import { ConformanceError } from './conformance-error.js';
import { loadBackend } from './load-backend.js';
import { listNodeTests } from './node-test.js';
import { type NodeTestResult, runNodeTests } from './run-node-test.js';

// A reader that has seen enough closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  const command = parseCommandLine(process.argv.slice(2));
  if (command) process.exitCode = await run(command);
  else process.stdout.write(usage);
} catch (error) {
  if (!(error instanceof ConformanceError)) throw error;
  process.stderr.write(`conformance: ${error.message}\n${error.code === 'usage' ? `\n${usage}` : ''}`);
  process.exitCode = 2;
}

async function run({ folder, backend: name, json }: Command): Promise<number> {
  const backend = await loadBackend(name);
  const folders = listNodeTests(folder);
  let passed = 0;
  let count = 0;
  for (const test of folders) {
    for (const result of await runNodeTests(test, basename(test), backend)) {
      process.stdout.write(json ? `${JSON.stringify(result)}\n` : line(result));
      passed += Number(result.passed);
      count += 1;
    }
  }
  await backend[Symbol.asyncDispose]?.();
  process.stderr.write(`${passed} of ${count} passed on ${name}\n`);
  return passed === count ? 0 : 1;
}

function line({ name, passed, maxError, reason }: NodeTestResult): string {
  const error = maxError === null ? '' : maxError.toExponential(1);
  return `${passed ? 'passed' : 'FAILED'}  ${error.padStart(8)}  ${name}${reason ? `: ${reason}` : ''}\n`;
}
