import { saveMemories } from '@crossattn/checkpoint';
import { errorLine, exitStatus, Progress, progressStyle } from '@crossattn/command-line';
import type { Memory } from '@crossattn/core';
import type { VisualQuestionAnswerer } from '@crossattn/vqa';
import type { AskedPhoto } from '../asked-photo.js';
import { encodePhotos } from '../encode-photos.js';
import type { MissingPhoto } from '../lines/question-lines.js';
import type { Work } from '../work.js';

/**
 * Encodes photos into a memory file. Those that fail are named on standard error; where none is left, no file is
 * written.
 *
 * @returns the exit status
 */
export async function savePhotoMemories(
  file: string,
  photos: readonly (AskedPhoto | MissingPhoto)[],
  answerer: VisualQuestionAnswerer,
  { options, streams, signal }: Work,
): Promise<number> {
  const memories = new Map<string, Memory>();
  const { errors } = streams;
  const progress = new Progress(errors, { total: photos.length, noun: 'photos' }, progressStyle(streams));
  let failed = 0;
  for await (const photo of encodePhotos(photos, answerer, options.maxPixels, signal)) {
    if ('error' in photo) {
      failed += 1;
      await progress.clear();
      await errors.write(errorLine('vqa', photo.error, photo.name));
    } else {
      memories.set(photo.name, photo.photo.memory);
    }
    await progress.advance();
  }
  await progress.clear();
  if (memories.size > 0) await saveMemories(file, memories, { signal });
  return failed > 0 ? exitStatus.failed : exitStatus.done;
}
