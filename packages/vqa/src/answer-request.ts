import type { Memory } from '@crossattn/core';
import type { ImageInput } from '@crossattn/vision';
import type { AnswerOptions } from './answer-options.js';

/** A question about a photo, with options of its own. */
export type AnswerRequest = (ImageQuestion | MemoryQuestion) & AnswerOptions;

/** A question about a photo. */
export interface ImageQuestion {
  readonly image: ImageInput;
  readonly question: string;
}

/** A question about a photo that was encoded before. */
export interface MemoryQuestion {
  /** As `encode` returns it: of one photo, or of several joined. */
  readonly memory: Memory;
  readonly question: string;
}
