export { createDecoder, type DecoderCheckpoint, type DecoderOptions } from './decoder/create-decoder.js';
export type { Decoder, MemoryInput } from './decoder/decoder.js';
export type { GenerationEndPart, StreamPart, TokenPart } from './decoder/stream-part.js';
export type { ScoredToken, ScoreOptions, TextScore } from './decoder/text-score.js';
export { DecoderError, type DecoderErrorCode } from './decoder-error.js';
export type { GenerateOptions, SamplingOptions, StreamOptions } from './generation/generate-options.js';
export type { FinishReason, GeneratedToken, Generation } from './generation/generation.js';
export { type DecoderIdentity, ProjectedMemory, type ProjectedMemoryContent } from './memory/projected-memory.js';
