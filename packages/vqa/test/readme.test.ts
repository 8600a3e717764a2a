import { examplesIn, linesOfExample } from '@crossattn/testing';
import { describe, expect, it } from 'vitest';

const examples = examplesIn(new URL('../README.md', import.meta.url));
const answer = '[a-z0-9][a-z0-9 ,-]*';

/** Runs an example of the README in the package's folder; what it prints. */
const linesOf = (example: string | undefined) => linesOfExample(example, new URL('..', import.meta.url));

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
