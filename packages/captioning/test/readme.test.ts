import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
const sentence = /^[a-z]+( [a-z]+)+$/;

/** Runs an example as a program of its own; what it prints. */
async function linesOf(example: string): Promise<string[]> {
  const parameters = ['--input-type=module', '--eval', example];
  const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: folder });
  return stdout.trim().split('\n');
}

describe('the examples of the README', { timeout: 180_000 }, () => {
  it('caption photos', async () => {
    const [cat, joined, coffee, slots, ...rest] = await linesOf(examples[0] ?? '');
    expect(cat).toMatch(sentence);
    expect(coffee).toMatch(sentence);
    expect([joined, slots, ...rest]).toEqual(['true', '49']);
  });

  it('keep failures apart', async () => {
    const [cat, failure, coffee, ...rest] = await linesOf(examples[1] ?? '');
    expect(cat).toMatch(sentence);
    expect(coffee).toMatch(sentence);
    expect([failure, ...rest]).toEqual(['1 file-not-found']);
  });

  it('stream, show attention and give candidates', async () => {
    const [streamed, ...rest] = await linesOf(examples[2] ?? '');
    expect(streamed).toMatch(/^[a-z ]+ \(3 axes\)$/);
    expect(rest).toEqual(['3 true']);
    expect(examples).toHaveLength(3);
  });
});
