import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** The root folder of the repository. */
export const repositoryRoot: string = root;

/** The folder of material beside the repository that is never committed; a fresh machine has none of it. */
export const sharedFolder: string = resolve(root, '..', 'shared');

/** A path below `../shared`, whether or not it is there. */
export function sharedPath(...parts: string[]): string {
  return join(sharedFolder, ...parts);
}

/**
 * What a test needs from `../shared`: spread the two fields into vitest, as in
 * `describe.skipIf(photos.absent)(photos.title('captions of real photos'), …)`.
 */
export interface SharedPart {
  readonly path: string;
  readonly absent: boolean;
  /** The test's title; where the part is absent it says so, which is the only reason for a skip that counts. */
  title(text: string): string;
}

/** One part of `../shared`, such as `sharedPart('photos')` or `sharedPart('conformance/onnx-attention')`. */
export function sharedPart(part: string): SharedPart {
  const path = sharedPath(...part.split('/'));
  const absent = !existsSync(path);
  return { path, absent, title: (text) => (absent ? `${text} (../shared/${part} is absent)` : text) };
}

/** One of the sample photos that the repository contains. */
export function samplePhoto(name: 'astronaut.jpg' | 'cat.jpg' | 'coffee.jpg'): string {
  return join(root, 'samples', name);
}
