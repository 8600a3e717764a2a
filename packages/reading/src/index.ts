export type { Answer, Citation, PassageAttention, ReadingAttention, WordAttention } from './answers/answer.js';
export { createReader, type ReaderOptions } from './create-reader.js';
export type { Calibration } from './model/reader-config.js';
export { joinPassages, type PassageMemory } from './passages/passage-memory.js';
export type { Reader, ReaderDevice } from './reader.js';
export { ReadingError, type ReadingErrorCode } from './reading-error.js';
export type { ReadingStatistics } from './reading-statistics.js';
export type { ReadFailure, ReadOutcome, ReadSuccess } from './requests/read-outcome.js';
export type { MemoriesQuestion, PassagesQuestion, ReadOptions, ReadRequest } from './requests/read-request.js';
