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
  const { map, output } = await import(file);
  expect(log.mock.calls.map(([shape]) => JSON.stringify(shape))).toEqual(['[1,2,2,5]', '[1,4,3,16]']);
  log.mockRestore();
  const firstRow = map.data.subarray(0, 5).reduce((sum: number, weight: number) => sum + weight, 0);
  expect(firstRow).toBeCloseTo(1, 5);
  expect(output.data.every(Number.isFinite)).toBe(true);
});
