import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { samplePhoto } from '@crossattn/testing';
import { expect, it } from 'vitest';

/** Captions photos and prints the process's memory, in bytes, after each batch. */
const program = `
import { createCaptioner } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)};
const photos = JSON.parse(process.argv[1]);
const captioner = await createCaptioner();
const list = Array.from({ length: 1000 }, (_, index) => photos[index % photos.length]);
const sizes = [];
for await (const { index } of captioner.captionEach(list, { beams: 1, maxTokens: 3, batch: 8 })) {
  if (index % 8 === 7) sizes.push(process.memoryUsage.rss());
}
console.log(JSON.stringify(sizes));
await captioner.dispose();
`;

const median = (values: readonly number[]) => [...values].sort((left, right) => left - right)[values.length >> 1] ?? 0;

it('a thousand captions take hardly more memory than a hundred', { timeout: 900_000 }, async () => {
  const photos = [samplePhoto('cat.jpg'), samplePhoto('coffee.jpg'), samplePhoto('astronaut.jpg')];
  const argv = ['--input-type=module', '--eval', program, JSON.stringify(photos)];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  const sizes: number[] = JSON.parse(stdout);
  expect(sizes).toHaveLength(125);
  // Memory comes and goes with the garbage collector, by a few percent; medians of ten batches tell the trend.
  const afterHundred = median(sizes.slice(12, 22));
  const atEnd = median(sizes.slice(-10));
  expect(atEnd / afterHundred).toBeLessThan(1.05);
});
