import type { PhotoSource } from '@crossattn/command-line';
import type { AskedPhoto } from '../asked-photo.js';
import type { QuestionLine } from './question-line.js';

/** Every question to every photo: all questions to a photo, then those to the next. */
export async function* questionLines(
  photos: readonly (AskedPhoto | MissingPhoto)[],
  questions: readonly string[],
): AsyncGenerator<QuestionLine> {
  for (const photo of photos) for (const question of questions) yield { ...photo, question };
}

/** A photo that was named and is not there. */
export interface MissingPhoto {
  readonly name: string;
  readonly error: unknown;
}

/** What was found, as it is asked. */
export function askedPhoto(source: PhotoSource): AskedPhoto | MissingPhoto {
  return 'error' in source ? source : { name: source.name, photo: { image: source.image } };
}
