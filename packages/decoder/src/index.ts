export { DecoderError, type DecoderErrorCode } from './decoder-error.js';
