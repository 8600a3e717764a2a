import type { Captioner } from '@crossattn/captioning';
import type { PhotoSource, Progress, ReadablePhoto } from '@crossattn/command-line';
import type { CommandOptions } from './command-line/command-options.js';
import type { ResultWriter } from './output/result-writer.js';

export interface PhotoWork {
  readonly captioner: Captioner;
  readonly options: CommandOptions;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * Captions the photos in batches and hands every result on in the order of the sources.
 *
 * @returns how many failed
 */
export async function captionPhotos(
  sources: readonly PhotoSource[],
  writer: ResultWriter,
  { captioner, options, signal, progress }: PhotoWork,
): Promise<number> {
  const readable = sources.filter((source): source is ReadablePhoto => 'image' in source);
  const results = captioner.captionEach(
    readable.map(({ image }) => image),
    { ...options.writing, ...(options.maxPixels && { maxPixels: options.maxPixels }), batch: options.batch, signal },
  );
  const iterator = results[Symbol.asyncIterator]();
  let failed = 0;
  try {
    for (const source of sources) {
      const outcome = 'error' in source ? source : (await iterator.next()).value;
      if ('error' in outcome) {
        failed += 1;
        await progress.clear();
        await writer.failure(source.name, outcome.error);
      } else {
        await writer.caption(source.name, outcome.caption);
      }
      await progress.advance();
      signal.throwIfAborted();
    }
  } finally {
    await iterator.return?.();
  }
  return failed;
}
