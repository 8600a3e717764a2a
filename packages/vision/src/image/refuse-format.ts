import { ImageError } from './image-error.js';
import { guessContent, supportedFormats } from './image-format.js';

/**
 * Says what bytes of an unsupported format are.
 *
 * @throws {@link ImageError} `unsupported-format`, always
 */
export function refuseFormat(bytes: Uint8Array, name: string): never {
  throw new ImageError(
    'unsupported-format',
    `${name} is not a supported image: it starts like ${guessContent(bytes)}; supported are ${supportedFormats.join(', ')}`,
  );
}
