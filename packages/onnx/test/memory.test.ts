import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('./support/peak-of-call.mjs', import.meta.url));

/** Scores take 2.1 GB in the first case and 0.5 GB in the second: memory must grow with M + N and not with M x N. */
it.each([
  { heads: 8, queries: 1024, keys: 65_536, size: 64 },
  { heads: 8, queries: 16, keys: 1_000_000, size: 8 },
])('takes at most 300 MB beyond inputs and output at %j', { timeout: 300_000 }, ({ heads, queries, keys, size }) => {
  const argv = [script, ...[heads, queries, keys, size].map(String)];
  const megabytes = Number(execFileSync(process.execPath, argv, { encoding: 'utf8' }));
  expect(megabytes).toBeGreaterThan(20);
  expect(megabytes).toBeLessThan(300);
});
