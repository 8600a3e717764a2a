import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

it('the example of the README prints what it says', async () => {
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const parameters = ['--input-type=module', '--eval', example];
  const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: folder });
  expect(stdout.trim().split('\n')).toEqual([
    '0 A',
    '1 cannot be read',
    '2 c'.toUpperCase(),
    "[ 'two', ' dogs' ]",
    'two dogs',
  ]);
});
