import type { Memory, Slot } from '@crossattn/core';
import type { Answer } from './answer.js';
import type { AnswerOptions, AnswerStreamOptions, QuestionOptions } from './answer-options.js';
import type { AnswerPart } from './answer-part.js';

/** Many questions to one photo, which is encoded and projected once. */
export interface QuestionSession extends AsyncDisposable {
  /** The photo as it was encoded: to be saved, joined, or asked elsewhere. */
  readonly memory: Memory;
  /** The boxes of the photo. */
  readonly slots: readonly Slot[];
  /** Bytes of keys and values that are held for the photo, however many questions are asked; 0 once disposed. */
  readonly byteLength: number;

  /**
   * The answers to a question, best first, or to several, which run through the model together.
   *
   * @throws VqaError; TextError for a question without words that the model knows; the signal's reason within one token of an abort
   */
  ask(question: string, options?: AnswerOptions & QuestionOptions): Promise<Answer[]>;
  ask(questions: readonly string[], options?: AnswerOptions & QuestionOptions): Promise<Answer[][]>;

  /**
   * The answer to one question, token by token, greedy.
   *
   * @throws what `ask` throws, when the first part is asked for
   */
  stream(question: string, options?: AnswerStreamOptions): AsyncIterable<AnswerPart>;

  /** Lets go of the photo's keys and values once the questions that were asked are answered; later ones are refused. */
  dispose(): Promise<void>;
}
