import type { GenerateOptions } from '@crossattn/decoder';
import type { ImageOptions } from '@crossattn/vision';

/** How photos are read and captions written. What is left out follows the caption task of the model's `config.json`. */
export interface CaptionOptions extends ImageOptions, Omit<GenerateOptions, 'task' | 'prompt'> {}

/** Options of a stream: no search, whose words are only known at the end. */
export type CaptionStreamOptions = Omit<CaptionOptions, 'beams' | 'candidates'>;

/** Options of many captions, one after the other. */
export interface CaptionEachOptions extends CaptionOptions {
  /** Photos that run through the model together; a whole number from 1. 8 by default. */
  readonly batch?: number;
}
