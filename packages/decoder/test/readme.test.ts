import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';

it('the example of the README runs as it is written', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const example = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? '';
  const folder = new URL('../.test-report/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = fileURLToPath(new URL('readme-example.ts', folder));
  writeFileSync(file, example);
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await import(file);
  const printed = log.mock.calls;
  log.mockRestore();
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
