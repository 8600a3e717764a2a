import type { GenerateOptions } from '@crossattn/decoder';
import type { ImageOptions } from '@crossattn/vision';
import type { CaptionOptions } from './caption-options.js';
import { CaptioningError } from './captioning-error.js';

/**
 * The options of a caption, sorted by who honours them. Names that nobody knows are left to the decoder, which refuses
 * them; its prompt is not the caller's.
 */
export function splitOptions(options: CaptionOptions): { reading: ImageOptions; writing: GenerateOptions } {
  if ('prompt' in options) {
    throw new CaptioningError('unknown-option', 'prompt: a caption begins with the prompt of the model');
  }
  const { maxPixels, ...writing } = options;
  const { signal } = options;
  return { reading: { ...(maxPixels !== undefined && { maxPixels }), ...(signal && { signal }) }, writing };
}
