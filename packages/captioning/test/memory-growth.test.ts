import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { samplePhoto } from '@crossattn/testing';
import { expect, it } from 'vitest';

/**
 * Captions photos and prints the process's memory, in bytes, after each batch. Garbage is collected before each reading:
 * how much of it lies about between collections depends on what else the machine does (1% to 12% of the process).
 */
const program = `
import { createCaptioner } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)};
const photos = JSON.parse(process.argv[1]);
const captioner = await createCaptioner();
const list = Array.from({ length: 1000 }, (_, index) => photos[index % photos.length]);
const sizes = [];
for await (const { index } of captioner.captionEach(list, { beams: 1, maxTokens: 3, batch: 8 })) {
  if (index % 8 !== 7) continue;
  gc();
  sizes.push(process.memoryUsage.rss());
}
console.log(JSON.stringify(sizes));
await captioner.dispose();
`;

const median = (values: readonly number[]) => [...values].sort((left, right) => left - right)[values.length >> 1] ?? 0;

it('a thousand captions take hardly more memory than a hundred', { timeout: 900_000 }, async () => {
  const photos = [samplePhoto('cat.jpg'), samplePhoto('coffee.jpg'), samplePhoto('astronaut.jpg')];
  const argv = ['--expose-gc', '--input-type=module', '--eval', program, JSON.stringify(photos)];
  // As the README advises on glibc; elsewhere the variable means nothing.
  const env = { ...process.env, MALLOC_ARENA_MAX: '2' };
  const { stdout } = await promisify(execFile)(process.execPath, argv, { env });
  const sizes: number[] = JSON.parse(stdout);
  expect(sizes).toHaveLength(125);
  // Photos that are read ahead come and go; medians of ten batches tell the trend.
  const afterHundred = median(sizes.slice(12, 22));
  const atEnd = median(sizes.slice(-10));
  expect(atEnd / afterHundred).toBeLessThan(1.05);
});
