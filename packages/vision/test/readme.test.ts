import { examplesIn, linesOfExample } from '@crossattn/testing';
import { describe, expect, it } from 'vitest';

const examples = examplesIn(new URL('../README.md', import.meta.url));

/** What the comments behind `console.log(…);` promise. */
function promisedLines(code: string): string[] {
  return [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, comment = '']) => comment);
}

describe('the examples of the README', () => {
  it('are found', () => expect(examples.map((code) => promisedLines(code).length)).toEqual([3, 2]));

  it.each(examples)('run and print what their comments say', async (code) => {
    expect(await linesOfExample(code, new URL('..', import.meta.url))).toEqual(promisedLines(code));
  });
});
