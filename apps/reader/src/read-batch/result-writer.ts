import { describeError, type Progress, type TextOutput } from '@crossattn/command-line';
import type { Answer } from '@crossattn/reading';
import { foundAnswers, isDeclined } from '../answers/found-answers.js';
import type { LineId } from './batch-line.js';

/** Where the reading of a long question ended. */
export interface QuestionTruncation {
  readonly end: number;
  readonly message: string;
}

/** One JSON object a line for each line of a batch. */
export class ResultWriter {
  readonly #output: TextOutput;
  readonly #progress: Progress;

  constructor(output: TextOutput, progress: Progress) {
    this.#output = output;
    this.#progress = progress;
  }

  answers(
    { id, truncation }: { readonly id: LineId; readonly truncation?: QuestionTruncation },
    answers: readonly Answer[],
    topK: number,
  ): Promise<void> {
    const found = foundAnswers(answers, topK).map(({ answer, score, citations }) => ({
      answer,
      score,
      citations: citations.map(({ passage, start, end, weight }) => ({ passage, start, end, weight })),
    }));
    return this.#line({
      id,
      answers: found,
      declined: isDeclined(answers),
      ...(truncation && { truncation: { end: truncation.end, message: truncation.message } }),
    });
  }

  failure(id: LineId, error: unknown): Promise<void> {
    return this.#line({ id, error: describeError(error) });
  }

  async #line(value: object): Promise<void> {
    await this.#progress.clear();
    await this.#output.write(`${JSON.stringify(value)}\n`);
    await this.#progress.advance();
  }
}
