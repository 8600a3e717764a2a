import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));
const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);

/** What the comments behind `console.log(…);` promise. */
function promisedLines(code: string): string[] {
  return [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, comment = '']) => comment);
}

describe('the examples of the README', () => {
  it('are found', () => expect(examples.map((code) => promisedLines(code).length)).toEqual([4]));

  it.each(examples)('run and print what their comments say', async (code) => {
    const parameters = ['--input-type=module', '--eval', code];
    const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: folder });
    expect(stdout.trim().split('\n')).toEqual(promisedLines(code));
  });
});
