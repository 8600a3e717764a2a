import { errorLine, onOneLine, type PhotoSource, type TextOutput } from '@crossattn/command-line';
import type { PhotoWork } from './caption-photos.js';
import { saveEvidence } from './output/save-evidence.js';

export interface StreamOutputs {
  readonly output: TextOutput;
  readonly errors: TextOutput;
  /** Whether each caption is preceded by its photo's name. */
  readonly named: boolean;
}

/**
 * Captions the photos one after the other and prints each word as it is written.
 *
 * @returns how many failed
 */
export async function streamPhotos(
  sources: readonly PhotoSource[],
  { output, errors, named }: StreamOutputs,
  work: PhotoWork,
): Promise<number> {
  const { captioner, options, signal } = work;
  const { beams: _, candidates: __, ...writing } = options.writing;
  const streamOptions = {
    ...writing,
    ...(options.maxPixels && { maxPixels: options.maxPixels }),
    attention: work.evidence !== undefined,
    signal,
  };
  let failed = 0;
  for (const source of sources) {
    let begun = false;
    try {
      if ('error' in source) throw source.error;
      for await (const part of captioner.stream(source.image, streamOptions)) {
        const prefix = named && !begun ? `${onOneLine(source.name)}: ` : '';
        begun = true;
        await output.write(`${prefix}${part.type === 'token' ? part.token.text : '\n'}`);
        if (part.type === 'caption-end' && (await saveEvidence(work, source, part.caption)) === 'failed') failed += 1;
      }
    } catch (error) {
      if (begun) await output.write('\n');
      signal.throwIfAborted();
      failed += 1;
      await errors.write(errorLine('caption', error, source.name));
    }
  }
  return failed;
}
