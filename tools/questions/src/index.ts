export { makeQuestions } from './make-questions.js';
export type { CaptionedPhoto } from './photos/captioned-photo.js';
export { readCaptionedPhotos } from './photos/read-captioned-photos.js';
export { type Question, type QuestionType, questionTypes } from './question.js';
export { QuestionsError, type QuestionsErrorCode } from './questions-error.js';
