import type { Captioner } from '@crossattn/captioning';
import type { EvidenceWriter, PhotoSource, Progress, ReadablePhoto, TextOutput } from '@crossattn/command-line';
import type { CommandOptions } from './command-line/command-options.js';
import type { ResultWriter } from './output/result-writer.js';
import { saveEvidence } from './output/save-evidence.js';

export interface PhotoWork {
  readonly captioner: Captioner;
  readonly options: CommandOptions;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly errors: TextOutput;
  /** Present where pictures of the attention are asked for. */
  readonly evidence: EvidenceWriter | undefined;
}

/**
 * Captions the photos in batches and hands every result on in the order of the sources.
 *
 * @returns how many failed
 */
export async function captionPhotos(
  sources: readonly PhotoSource[],
  writer: ResultWriter,
  work: PhotoWork,
): Promise<number> {
  const { captioner, options, signal, progress } = work;
  const readable = sources.filter((source): source is ReadablePhoto => 'image' in source);
  const results = captioner.captionEach(
    readable.map(({ image }) => image),
    {
      ...options.writing,
      ...(options.maxPixels && { maxPixels: options.maxPixels }),
      batch: options.batch,
      attention: work.evidence !== undefined,
      signal,
    },
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
        const saved = await saveEvidence(work, source as ReadablePhoto, outcome.caption);
        if (saved === 'failed') failed += 1;
        await writer.caption(source.name, outcome.caption, saved === 'failed' ? undefined : saved);
      }
      await progress.advance();
      signal.throwIfAborted();
    }
  } finally {
    await iterator.return?.();
  }
  return failed;
}
