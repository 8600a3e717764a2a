import type { GenerateOptions } from '@crossattn/decoder';
import type { ImageOptions } from '@crossattn/vision';
import type { CaptionOptions } from './caption-options.js';
import { CaptioningError } from './captioning-error.js';
import { checkOptions } from './check-options.js';

/**
 * The options of a caption, sorted by who honours them. Names that nobody knows are left to the decoder, which refuses
 * them; task and prompt are not the caller's.
 */
export function splitOptions(options: CaptionOptions): { reading: ImageOptions; writing: GenerateOptions } {
  checkOptions(options, 'a caption');
  for (const name of ['task', 'prompt']) {
    if (name in options) throw new CaptioningError('unknown-option', `${name}: a caption has that of the model`);
  }
  const { maxPixels, ...writing } = options;
  const { signal } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new CaptioningError('invalid-option', `signal: expected an AbortSignal, got ${typeof signal}`);
  }
  return { reading: { ...(maxPixels !== undefined && { maxPixels }), ...(signal && { signal }) }, writing };
}
