import { describeError, type TextOutput } from '@crossattn/command-line';
import type { AnswerResult } from '@crossattn/vqa';
import type { QuestionLine } from '../lines/question-line.js';
import type { ResultWriter } from './result-writer.js';

/** One JSON object a line for each question. */
export class JsonWriter implements ResultWriter {
  readonly #output: TextOutput;
  readonly #load: number;

  /** `load` is how long opening the model took, once for all questions. */
  constructor(output: TextOutput, load: number) {
    this.#output = output;
    this.#load = load;
  }

  async answers({ name }: QuestionLine, { question, answers, truncation, milliseconds }: AnswerResult): Promise<void> {
    await this.#line({
      image: name,
      question,
      answers: answers.map(({ answer, score }) => ({ answer, score })),
      ...(truncation && { truncation: { end: truncation.end, message: truncation.message } }),
      milliseconds: {
        load: rounded(this.#load),
        encode: rounded(milliseconds.encode),
        question: rounded(milliseconds.question),
        decode: rounded(milliseconds.decode),
      },
    });
  }

  async failure({ name, question }: Pick<QuestionLine, 'name' | 'question'>, error: unknown): Promise<void> {
    await this.#line({ image: name, question, error: describeError(error) });
  }

  #line(value: object): Promise<void> {
    return this.#output.write(`${JSON.stringify(value)}\n`);
  }
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
