import type { Reader } from '@crossattn/reading';
import type { Measurement } from '../measurement.js';
import { summarize } from '../statistics.js';
import { tokenCount } from './passages-of-tokens.js';
import type { ReadingBenchSettings } from './settings.js';

const batch = 64;

/** Vectors of passages as they come, in batches. */
export async function measureEmbedding(
  { encoder }: Reader,
  { texts, rounds }: ReadingBenchSettings,
): Promise<Measurement[]> {
  const rates: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const begin = (round * batch) % Math.max(1, texts.passages.length - batch);
    const chosen = texts.passages.slice(begin, begin + batch);
    const tokens = tokenCount(encoder, chosen);
    const start = performance.now();
    await encoder.embed(chosen, { onTruncation: () => undefined });
    rates.push((tokens / (performance.now() - start)) * 1000);
  }
  // The first round warms up and does not count.
  rates.shift();
  return [
    {
      name: 'vectors of passages',
      unit: 'tokens/s',
      summary: summarize(rates),
      target: { bound: 'at least', value: 6000 },
    },
  ];
}
