import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

it('the example of the README works', { timeout: 180_000 }, async () => {
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const parameters = ['--input-type=module', '--eval', example];
  const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: folder });
  const lines = stdout.trim().split('\n');
  expect(lines.pop()).toBe('true true true');
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(/^[a-z]+: (the [a-z ]+|no place in particular)$/);
});
