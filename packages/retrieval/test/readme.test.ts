import { examplesIn, linesOfExample } from '@crossattn/testing';
import { expect, it } from 'vitest';

const examples = examplesIn(new URL('../README.md', import.meta.url));

it('the example of the README prints what it says', { timeout: 180_000 }, async () => {
  expect(await linesOfExample(examples[0], new URL('..', import.meta.url))).toEqual([
    '1 1',
    'What colour is the car? The car is blue.',
    '0',
  ]);
  expect(examples).toHaveLength(1);
});
