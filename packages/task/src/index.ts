export { areInputs } from './are-inputs.js';
export { type ReadInput, readEach } from './read-each.js';
export type { TextToken } from './text-token.js';
export { type TextDecoding, TextWriter } from './text-writer.js';
