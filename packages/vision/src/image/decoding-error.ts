import { ImageError } from './image-error.js';

/** Wraps what the decoder throws about the bytes of an image. */
export function decodingError(error: unknown, name: string): ImageError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ImageError('corrupt-image', `${name} cannot be decoded, it seems damaged or cut short: ${reason}`, {
    cause: error,
  });
}
