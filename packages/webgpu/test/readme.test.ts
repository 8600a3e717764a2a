import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { adapter } from './adapter.js';

it.skipIf(adapter.absent)(adapter.title('the example of the README runs'), async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] as string;
  const folder = new URL('../.test-report/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = fileURLToPath(new URL('readme-example.ts', folder));
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  writeFileSync(file, example);
  await import(file);
  const shapes = [...log.mock.calls];
  log.mockRestore();
  expect(shapes).toEqual([
    [
      [1, 8, 3, 64],
      [1, 8, 3, 1000],
    ],
  ]);
});
