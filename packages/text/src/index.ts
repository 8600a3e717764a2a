export type { TextEncoderOptions } from './encoder/encoder-options.js';
export type { PreparedText } from './encoder/prepared-text.js';
export type { TextEncoder } from './encoder/text-encoder.js';
export { TextError, type TextErrorCode } from './encoder/text-error.js';
export type { TextOptions, Truncation } from './encoder/text-options.js';
export { createTextEncoder, type TextCheckpoint } from './question/create-text-encoder.js';
export { composeTextEncoder } from './question/text-graph.js';
