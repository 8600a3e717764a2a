export type { Answer, AnswerMilliseconds, AnswerResult, AnswerToken } from './answer.js';
export type {
  AnswerCallOptions,
  AnswerEachOptions,
  AnswerOptions,
  AnswerStreamOptions,
  QuestionOptions,
} from './answer-options.js';
export type { AnswerFailure, AnswerOutcome, AnswerSuccess } from './answer-outcome.js';
export type { AnswerEndPart, AnswerPart, AnswerTokenPart } from './answer-part.js';
export type { AnswerRequest, ImageQuestion, MemoryQuestion } from './answer-request.js';
export { type AnswererOptions, createVisualQuestionAnswerer } from './create-visual-question-answerer.js';
export type { QuestionSession } from './question-session.js';
export type { AnswererDevice, VisualQuestionAnswerer } from './visual-question-answerer.js';
export { VqaError, type VqaErrorCode } from './vqa-error.js';
export type { VqaStatistics } from './vqa-statistics.js';
