import type { AnswerResult } from '@crossattn/vqa';
import type { QuestionLine } from '../lines/question-line.js';

/** How results reach standard output, one question after the other in their order. */
export interface ResultWriter {
  answers(line: QuestionLine, result: AnswerResult): Promise<void>;
  failure(line: Pick<QuestionLine, 'name' | 'question'>, error: unknown): Promise<void>;
}
