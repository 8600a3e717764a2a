import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
const answer = '[a-z0-9][a-z0-9 ,-]*';

/** Runs an example as a program of its own; what it prints. */
async function linesOf(example = ''): Promise<string[]> {
  const parameters = ['--input-type=module', '--eval', example];
  const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: folder });
  return stdout.trimEnd().split('\n');
}

describe('the examples of the README', { timeout: 180_000 }, () => {
  it('answer, and ask a session', async () => {
    const lines = await linesOf(examples[0]);
    expect(lines).toHaveLength(5);
    for (const line of lines.slice(0, 3)) expect(line).toMatch(new RegExp(`^${answer} 0\\.\\d\\d$`));
    expect(lines[3]).toMatch(new RegExp(`^${answer} \\| ${answer}$`));
    expect(lines[4]).toBe('2');
  });

  it('choose', async () => {
    expect(await linesOf(examples[1])).toEqual(['true 1.000']);
  });

  it('keep failures apart', async () => {
    const [first, missing, empty, last, ...rest] = await linesOf(examples[2]);
    expect(first).toMatch(new RegExp(`^what is on the blanket\\? ${answer} true$`));
    expect([missing, empty, ...rest]).toEqual(['1 file-not-found', '2 empty-text']);
    expect(last).toMatch(new RegExp(`^how many cats are there\\? ${answer} false$`));
  });

  it('stream, and show attention', async () => {
    const [line, ...rest] = await linesOf(examples[3]);
    expect(line).toMatch(new RegExp(`^${answer} true where is the cup \\?$`));
    expect(rest).toEqual([]);
    expect(examples).toHaveLength(4);
  });
});
