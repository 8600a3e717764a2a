import { errorLine, onOneLine, type TextOutput } from '@crossattn/command-line';
import type { AnswerResult } from '@crossattn/vqa';
import type { QuestionLine } from '../lines/question-line.js';
import type { ResultWriter } from './result-writer.js';

/** What precedes an answer. */
export interface AnswerPrefix {
  readonly photo: boolean;
  readonly question: boolean;
  /** Whether each answer is followed by its score. */
  readonly scores: boolean;
}

/** Answers for people; failures and warnings on standard error. */
export class TextWriter implements ResultWriter {
  readonly #output: TextOutput;
  readonly #errors: TextOutput;
  readonly #shown: AnswerPrefix;

  constructor(output: TextOutput, errors: TextOutput, shown: AnswerPrefix) {
    this.#output = output;
    this.#errors = errors;
    this.#shown = shown;
  }

  async answers({ name }: QuestionLine, { question, answers, truncation }: AnswerResult): Promise<void> {
    const { photo, question: asked, scores } = this.#shown;
    if (truncation) await this.#errors.write(`vqa: ${truncation.message}\n`);
    const prefix = onOneLine(`${photo ? `${name}: ` : ''}${asked ? `${question} ` : ''}`);
    const lines = answers.map(({ answer, score }) => `${prefix}${answer}${scores ? ` (${score.toFixed(3)})` : ''}\n`);
    await this.#output.write(lines.join(''));
  }

  async failure({ name }: Pick<QuestionLine, 'name'>, error: unknown): Promise<void> {
    await this.#errors.write(errorLine('vqa', error, name ?? undefined));
  }
}
