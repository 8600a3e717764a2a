import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { expect, it, vi } from 'vitest';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);

/** What an example logs. */
async function run(index: number) {
  const folder = new URL('../.test-report/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = fileURLToPath(new URL(`readme-example-${index}.ts`, folder));
  writeFileSync(file, examples[index] ?? '');
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await import(file);
  const printed = log.mock.calls;
  log.mockRestore();
  return printed;
}

it('the example of joined memories prints what it says', async () => {
  const promised = [...(examples[1] ?? '').matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, text]) => text);
  expect(promised).toHaveLength(2);
  expect((await run(1)).map((values) => format(...values))).toEqual(promised);
  expect(examples).toHaveLength(2);
});

it('the first example of the README runs as it is written', async () => {
  const printed = await run(0);
  const texts = printed.slice(0, 4);
  for (const [text, score] of texts) {
    expect(text).toMatch(/^[a-z' ]+$/);
    expect(score).toBeLessThan(0);
  }
  expect(texts[0]?.[1]).toBeGreaterThanOrEqual(texts[1]?.[1]);
  const words = printed.slice(4, -1);
  expect(words.length).toBeGreaterThan(4);
  for (const [word, probability, left, top] of words) {
    expect(word).toMatch(/^[a-z']+$/);
    expect(Number(probability)).toBeGreaterThan(0);
    expect(left).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(400);
  }
  for (const logProbability of printed.at(-1) ?? []) expect(logProbability).toBeLessThan(-1);
});
