import type { Memory } from '@crossattn/core';
import type { ImageInput, ImageOptions } from '@crossattn/vision';
import type { Caption } from './caption.js';
import type { CaptionInput } from './caption-input.js';
import type { CaptionEachOptions, CaptionOptions, CaptionStreamOptions } from './caption-options.js';
import type { CaptionOutcome } from './caption-outcome.js';
import type { CaptionPart } from './caption-part.js';

/** Where the arithmetic runs. */
export type CaptionerDevice = 'cpu';

/**
 * Writes captions of photos.
 *
 * Calls may overlap; the arithmetic itself runs one call after another and holds the event loop for one batch's
 * encoding, or one token, at a time.
 */
export interface Captioner extends AsyncDisposable {
  /** What captions the photos: `embedded@<revision>`, or `<folder>@<revision>`. */
  readonly model: string;
  readonly device: CaptionerDevice;

  /**
   * The caption of a photo, or the captions of several, which run through the model together.
   *
   * @throws ImageError where a photo cannot be used (of several, the first that fails; `captionEach` keeps failures
   * apart), DecoderError for options, CaptioningError `disposed`, and the signal's reason within one token of an abort.
   */
  caption(input: CaptionInput, options?: CaptionOptions): Promise<Caption>;
  caption(inputs: readonly CaptionInput[], options?: CaptionOptions): Promise<Caption[]>;

  /**
   * Captions any number of photos, in batches, and yields one outcome for each in their order. A photo that fails
   * yields its error and the others still come. The photos of the next batch are read while a batch is captioned.
   *
   * @throws CaptioningError `invalid-inputs`, `invalid-option` for `batch`; DecoderError for options; the signal's reason.
   */
  captionEach(
    inputs: Iterable<CaptionInput> | AsyncIterable<CaptionInput>,
    options?: CaptionEachOptions,
  ): AsyncIterable<CaptionOutcome>;

  /**
   * The caption of one photo, token by token, greedy or drawn at random.
   *
   * @throws what `caption` throws, when the first part is asked for.
   */
  stream(input: CaptionInput, options?: CaptionStreamOptions): AsyncIterable<CaptionPart>;

  /**
   * The memory of a photo, or one for each of several: to caption it more than once, or otherwise, without encoding it
   * again.
   *
   * @throws ImageError, CaptioningError `disposed`, the signal's reason.
   */
  encode(image: ImageInput, options?: ImageOptions): Promise<Memory>;
  encode(images: readonly ImageInput[], options?: ImageOptions): Promise<Memory[]>;

  /**
   * Frees the model once the runs of the network that have begun are done. Calls under way reject with an error whose code
   * is `disposed`, later ones are refused.
   */
  dispose(): Promise<void>;
}
