import { examplesIn, linesOfExample } from '@crossattn/testing';
import { describe, expect, it } from 'vitest';

const folder = new URL('..', import.meta.url);
const examples = examplesIn(new URL('README.md', folder));

describe('the examples of the README', { timeout: 180_000 }, () => {
  it('answer, with places, and out of memories', async () => {
    expect(await linesOfExample(examples[0], folder)).toEqual(['Gustave Eiffel', '0 Gustave Eiffel true', '1 4']);
  });

  it('save memories and refuse those of another encoder', async () => {
    expect(await linesOfExample(examples[1], folder)).toEqual(['Ada Brook', 'wrong-encoder']);
  });

  it('keep failures apart', async () => {
    expect(await linesOfExample(examples[2], folder)).toEqual(['0 1930', '1 empty-text', '2 empty-passage']);
    expect(examples).toHaveLength(3);
  });
});
