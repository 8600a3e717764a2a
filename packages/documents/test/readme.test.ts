import { examplesIn, linesOfExample } from '@crossattn/testing';
import { expect, it } from 'vitest';

const examples = examplesIn(new URL('../README.md', import.meta.url));

it('the example of the README prints what it says', { timeout: 60_000 }, async () => {
  const lines = await linesOfExample(examples[0], new URL('..', import.meta.url));
  expect(lines).toEqual([
    expect.stringMatching(/^empty-file .*empty\.txt is empty$/),
    'Lighthouse: 41 characters',
    'The tower: 121 characters',
    'The tower › Height: 91 characters',
    'true',
  ]);
  expect(examples).toHaveLength(1);
});
