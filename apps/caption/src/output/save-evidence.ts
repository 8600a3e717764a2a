import type { Caption } from '@crossattn/captioning';
import { errorLine, type ReadablePhoto } from '@crossattn/command-line';
import type { SavedEvidence } from '@crossattn/lens/node';
import type { PhotoWork } from '../caption-photos.js';

/** Writes the pictures of one caption where they are asked for; a failure is told, and the caption still comes. */
export async function saveEvidence(
  { evidence, errors, progress, signal }: PhotoWork,
  photo: ReadablePhoto,
  caption: Caption,
): Promise<SavedEvidence | 'failed' | undefined> {
  try {
    return await evidence?.save(photo, [{ written: caption }]);
  } catch (error) {
    signal.throwIfAborted();
    await progress.clear();
    await errors.write(errorLine('caption', error, photo.name));
    return 'failed';
  }
}
