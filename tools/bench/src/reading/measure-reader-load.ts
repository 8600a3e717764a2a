import { createReader } from '@crossattn/reading';
import type { Measurement } from '../measurement.js';
import { summarize } from '../statistics.js';
import { readerOptions } from './reader-options.js';
import type { ReadingBenchSettings } from './settings.js';

/** Opening the model, in a process that has loaded its modules. */
export async function measureReaderLoad(settings: ReadingBenchSettings): Promise<Measurement[]> {
  const milliseconds: number[] = [];
  for (let round = 0; round <= settings.rounds; round++) {
    const start = performance.now();
    const reader = await createReader(readerOptions(settings));
    milliseconds.push(performance.now() - start);
    await reader.dispose();
  }
  // The first round loads modules and does not count.
  milliseconds.shift();
  return [{ name: 'opening the model', unit: 'ms', summary: summarize(milliseconds) }];
}
