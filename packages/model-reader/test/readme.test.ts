import { examplesIn, linesOfExample } from '@crossattn/testing';
import { expect, it } from 'vitest';

const [example = ''] = examplesIn(new URL('../README.md', import.meta.url));

it('the example of the README prints what it says', async () => {
  const printed = await linesOfExample(example, new URL('..', import.meta.url));
  expect(printed).toEqual([...example.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, comment]) => comment));
  expect(printed).toHaveLength(2);
});
