import { resolve } from 'node:path';
import { createMemory, type Memory } from '@crossattn/core';
import type { AnswerRequest, VisualQuestionAnswerer } from '@crossattn/vqa';
import { EvaluateError } from '../evaluate-error.js';
import type { AskedQuestion } from './asked-question.js';

/** How questions are answered; what is absent follows the model. */
export interface AnswerModelOptions {
  readonly beams: number | undefined;
  readonly signal: AbortSignal;
  /** Told after every answer. */
  readonly onAnswer: () => void;
}

const batch = 16;

/**
 * The best answer to each question; undefined where the question has no word that the model knows.
 *
 * @throws EvaluateError `photo-failed`; what the answerer throws.
 */
export async function answerWithModel(
  answerer: VisualQuestionAnswerer,
  folder: string,
  questions: readonly AskedQuestion[],
  options: AnswerModelOptions,
): Promise<(string | undefined)[]> {
  return answers(
    answerer,
    questions.map(({ image, question }) => ({ image: resolve(folder, image), question })),
    options,
  );
}

/**
 * The best answer to each question from the question alone: of the joined memory every slot of the photo is masked, which
 * is how the model met questions without photos in its training.
 */
export async function answerBlind(
  answerer: VisualQuestionAnswerer,
  folder: string,
  questions: readonly AskedQuestion[],
  options: AnswerModelOptions,
): Promise<(string | undefined)[]> {
  const [first] = questions;
  if (first === undefined) return [];
  const memory = masked(await answerer.encode(resolve(folder, first.image)));
  return answers(
    answerer,
    questions.map(({ question }) => ({ memory, question })),
    options,
  );
}

/** The memory with no slot left that may be attended to. */
function masked(memory: Memory): Memory {
  const { shape, data } = memory.mask;
  return createMemory({ ...memory, mask: { type: 'bool', shape, data: new Uint8Array(data.length) } });
}

async function answers(
  answerer: VisualQuestionAnswerer,
  requests: readonly AnswerRequest[],
  { beams, signal, onAnswer }: AnswerModelOptions,
): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const outcome of answerer.answerEach(requests, { batch, signal, ...(beams !== undefined && { beams }) })) {
    if (outcome.type === 'error' && !isUnreadable(outcome.error)) throw failed(requests[outcome.index], outcome.error);
    found.push(outcome.type === 'answer' ? outcome.answers[0]?.answer : undefined);
    onAnswer();
  }
  return found;
}

function isUnreadable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'unknown-text';
}

function failed(request: AnswerRequest | undefined, cause: unknown): EvaluateError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new EvaluateError('photo-failed', `${JSON.stringify(request?.question)}: ${reason}`, { cause });
}
