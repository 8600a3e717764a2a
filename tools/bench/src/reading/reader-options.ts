import type { ReaderOptions } from '@crossattn/reading';
import type { ReadingBenchSettings } from './settings.js';

/** What the settings say of the model. */
export function readerOptions({ model, threads }: ReadingBenchSettings): ReaderOptions {
  return { model, ...(threads !== undefined && { threads }) };
}
