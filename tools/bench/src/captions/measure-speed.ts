import { type Captioner, createCaptioner } from '@crossattn/captioning';
import type { Measurement } from '../measurement.js';
import { quantileOf, summarize } from '../statistics.js';
import { batchSize, type CaptionBenchSettings, twelveTokens } from './settings.js';

/**
 * Reading, encoding and captioning after loading: each photo by itself, and the same photos in batches, in turns, so
 * that both meet the same machine.
 */
export async function measureSpeed({ photos, model }: CaptionBenchSettings): Promise<Measurement[]> {
  await using captioner = await createCaptioner({ model });
  const batches = inBatches(photos);
  await captioner.caption(photos.slice(0, batchSize), twelveTokens);
  await captioner.caption(photos[0] as string, twelveTokens);

  const single: number[] = [];
  const batched: number[] = [];
  const ratios: number[] = [];
  for (const batch of batches) {
    const alone: number[] = [];
    for (const photo of batch) alone.push(await timed(captioner, [photo]));
    single.push(...alone);
    if (batch.length < batchSize) continue;
    const together = (await timed(captioner, batch)) / batch.length;
    batched.push(together);
    ratios.push(
      quantileOf(
        [...alone].sort((left, right) => left - right),
        0.5,
      ) / together,
    );
  }
  return [
    { name: 'one photo', unit: 'ms', summary: summarize(single), target: { bound: 'at most', value: 60 } },
    { name: `one of a batch of ${batchSize}`, unit: 'ms', summary: summarize(batched) },
    {
      name: 'rate of batches to one by one',
      unit: 'ratio',
      summary: summarize(ratios),
      target: { bound: 'at least', value: 2.5 },
    },
  ];
}

async function timed(captioner: Captioner, photos: readonly string[]): Promise<number> {
  const start = performance.now();
  await captioner.caption(photos, twelveTokens);
  return performance.now() - start;
}

function inBatches(photos: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(photos.length / batchSize) }, (_, index) =>
    photos.slice(index * batchSize, (index + 1) * batchSize),
  );
}
