import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QuestionsError } from '../questions-error.js';
import type { CaptionedPhoto } from './captioned-photo.js';

/**
 * The photos of a split that have captions, in the order of `captions.jsonl`.
 *
 * @throws QuestionsError `not-found`, `invalid-data`
 */
export async function readCaptionedPhotos(folder: string, split: string): Promise<CaptionedPhoto[]> {
  const path = join(folder, 'captions.jsonl');
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new QuestionsError('not-found', `${path}: cannot be read: ${cause.message}`, { cause });
  });
  const photos = text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parsePhoto(line, `${path}:${index + 1}`)]))
    .filter((photo) => photo.split === split && photo.captions.length > 0);
  if (photos.length > 0) return photos;
  throw new QuestionsError('invalid-data', `${path}: expected photos with captions of split ${split}, found none`);
}

function parsePhoto(line: string, place: string): CaptionedPhoto {
  const { image, split, captions, questions = [] } = parseObject(line, place);
  if (typeof image !== 'string' || typeof split !== 'string' || !isTexts(captions) || !Array.isArray(questions)) {
    throw new QuestionsError('invalid-data', `${place}: expected {"image","split","captions"[,"questions"]}`);
  }
  const hints = questions.flatMap((asked: unknown) => textsOf(asked));
  if (!isTexts(hints)) throw new QuestionsError('invalid-data', `${place}: questions: expected texts`);
  return { image, split, captions, hints };
}

function parseObject(line: string, place: string): { readonly [key: string]: unknown } {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch (cause) {
    throw new QuestionsError('invalid-data', `${place}: expected JSON, came ${(cause as Error).message}`, { cause });
  }
  throw new QuestionsError('invalid-data', `${place}: expected an object, came ${line}`);
}

/** A question and its answers; what is none comes back as it is. */
function textsOf(asked: unknown): unknown[] {
  if (typeof asked !== 'object' || asked === null || !('question' in asked) || !('answers' in asked)) return [asked];
  return [asked.question, ...(Array.isArray(asked.answers) ? asked.answers : [asked.answers])];
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
