import { types } from 'node:util';
import { describeInput } from './describe-input.js';
import { ImageError } from './image-error.js';
import { identifyFormat } from './image-format.js';
import type { ImageInput } from './image-input.js';
import { plainBytes } from './plain-bytes.js';
import { checkRawPixels, type RawPixels } from './raw-pixels.js';
import { readImageFile } from './read-file.js';
import { refuseFormat } from './refuse-format.js';

/** The content of an input: the bytes of a supported format, or checked raw pixels. */
export type ImageSource = { readonly name: string } & ({ readonly bytes: Uint8Array } | { readonly raw: RawPixels });

/**
 * Reads an input of any kind, without decoding it.
 *
 * @throws {@link ImageError} every code but `corrupt-image`, `image-too-large` and `decoder-unavailable`
 */
export async function readInput(input: ImageInput, signal?: AbortSignal): Promise<ImageSource> {
  const name = describeInput(input);
  if (typeof input === 'string') {
    refuseAddress(input, name);
    return { name, bytes: await readImageFile(input, name, signal) };
  }
  if (input instanceof URL) {
    if (input.protocol !== 'file:') refuseAddress(input.href, name);
    return { name, bytes: await readImageFile(input, name, signal) };
  }
  const bytes = types.isUint8Array(input) ? plainBytes(input) : undefined;
  if (bytes) return { name, bytes: checkBytes(bytes, name) };
  if (types.isArrayBuffer(input)) return { name, bytes: checkBytes(new Uint8Array(input), name) };
  if (input instanceof Blob) return { name, bytes: checkBytes(await readBlob(input, name), name) };
  if (typeof input === 'object' && input !== null && 'data' in input) {
    return { name, raw: checkRawPixels(input, name) };
  }
  throw new ImageError(
    'invalid-input',
    `an image must be a path, a URL of a file, bytes, a Blob or raw pixels, but is ${kindOf(input)}`,
  );
}

/** A Blob may stand for a file that has changed or gone since. */
async function readBlob(blob: Blob, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    throw new ImageError('file-unreadable', `${name} could not be read`, { cause: error });
  }
}

function refuseAddress(text: string, name: string): void {
  if (text === '') throw new ImageError('invalid-input', 'the path of an image is empty');
  const scheme = /^([a-z][a-z0-9+.-]+):(\/\/|(?<=data:))/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return;
  if (scheme === 'file') {
    throw new ImageError('invalid-input', `${name} is a URL in a string; pass new URL(…), or the plain path`);
  }
  if (scheme === 'data') {
    throw new ImageError('invalid-input', `${name} is a data URL; pass its bytes instead`);
  }
  throw new ImageError('remote-url', `${name} is not fetched: download it first and pass its bytes or path`);
}

function checkBytes(bytes: Uint8Array, name: string): Uint8Array {
  if (bytes.length === 0) throw new ImageError('empty-image', `${name}: there are no bytes`);
  if (identifyFormat(bytes) === undefined) refuseFormat(bytes, name);
  return bytes;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? (value.constructor?.name ?? 'an object') : typeof value;
}
