import { examplesIn, linesOfExample } from '@crossattn/testing';
import { describe, expect, it } from 'vitest';

const examples = examplesIn(new URL('../README.md', import.meta.url));
const sentence = /^[a-z]+( [a-z]+)+$/;

/** Runs an example of the README in the package's folder; what it prints. */
const linesOf = (example: string | undefined) => linesOfExample(example, new URL('..', import.meta.url));

describe('the examples of the README', { timeout: 180_000 }, () => {
  it('caption photos', async () => {
    const [cat, joined, coffee, slots, ...rest] = await linesOf(examples[0]);
    expect(cat).toMatch(sentence);
    expect(coffee).toMatch(sentence);
    expect([joined, slots, ...rest]).toEqual(['true', '49']);
  });

  it('keep failures apart', async () => {
    const [cat, failure, coffee, ...rest] = await linesOf(examples[1]);
    expect(cat).toMatch(sentence);
    expect(coffee).toMatch(sentence);
    expect([failure, ...rest]).toEqual(['1 file-not-found']);
  });

  it('stream, show attention and give candidates', async () => {
    const [streamed, ...rest] = await linesOf(examples[2]);
    expect(streamed).toMatch(/^[a-z ]+ \(3 axes\)$/);
    expect(rest).toEqual(['3 true']);
    expect(examples).toHaveLength(3);
  });
});
