export type { Caption, CaptionMilliseconds, CaptionText, CaptionToken } from './caption.js';
export type { CaptionInput, MemoryInput } from './caption-input.js';
export type { CaptionEachOptions, CaptionOptions, CaptionStreamOptions } from './caption-options.js';
export type { CaptionFailure, CaptionOutcome, CaptionSuccess } from './caption-outcome.js';
export type { CaptionEndPart, CaptionPart, CaptionTokenPart } from './caption-part.js';
export type { Captioner, CaptionerDevice } from './captioner.js';
export { CaptioningError, type CaptioningErrorCode } from './captioning-error.js';
export { type CaptionerOptions, createCaptioner } from './create-captioner.js';
