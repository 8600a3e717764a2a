import { examplesIn, linesOfExample } from '@crossattn/testing';
import { expect, it } from 'vitest';

const [example, citations] = examplesIn(new URL('../README.md', import.meta.url));

it('the example of the README works', { timeout: 180_000 }, async () => {
  const lines = await linesOfExample(example, new URL('..', import.meta.url));
  expect(lines.pop()).toBe('true true true');
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(/^[a-z]+: (the [a-z ]+|no place in particular)$/);
});

it('the example of cited passages prints what it says', async () => {
  const printed = [...(citations ?? '').matchAll(/\/\/ (.*)$/gm)].map(([, line]) => line);
  expect(await linesOfExample(citations, new URL('..', import.meta.url))).toEqual(printed);
  expect(printed).toHaveLength(2);
});
