import type { Memory, Slot } from '@crossattn/core';
import type { ProjectedMemory } from '@crossattn/decoder';
import type { Answer } from './answer.js';
import type { AnswerOptions, AnswerStreamOptions, QuestionOptions } from './answer-options.js';
import type { AnswerPart } from './answer-part.js';
import type { QuestionSession } from './question-session.js';
import { VqaError } from './vqa-error.js';

/** How a session has its questions answered. */
export interface SessionWork {
  ask(
    photo: ProjectedMemory,
    questions: readonly string[],
    options: AnswerOptions & QuestionOptions,
  ): Promise<Answer[][]>;
  stream(photo: ProjectedMemory, question: string, options: AnswerStreamOptions): AsyncIterable<AnswerPart>;
}

/** A session that holds the keys and values of its photo. */
export class ModelSession implements QuestionSession {
  readonly memory: Memory;
  readonly #photo: ProjectedMemory;
  readonly #work: SessionWork;
  readonly #asking = new Set<Promise<Answer[][]>>();
  #disposed = false;

  constructor(memory: Memory, photo: ProjectedMemory, work: SessionWork) {
    this.memory = memory;
    this.#photo = photo;
    this.#work = work;
  }

  get slots(): readonly Slot[] {
    return this.memory.slots[0] ?? [];
  }

  get byteLength(): number {
    return this.#disposed ? 0 : this.#photo.byteLength;
  }

  ask(question: string, options?: AnswerOptions & QuestionOptions): Promise<Answer[]>;
  ask(questions: readonly string[], options?: AnswerOptions & QuestionOptions): Promise<Answer[][]>;
  async ask(
    input: string | readonly string[],
    options: AnswerOptions & QuestionOptions = {},
  ): Promise<Answer[] | Answer[][]> {
    this.#checkUsable();
    const asking = this.#work.ask(this.#photo, Array.isArray(input) ? input : [input as string], options);
    this.#asking.add(asking);
    try {
      const answers = await asking;
      return Array.isArray(input) ? answers : (answers[0] as Answer[]);
    } finally {
      this.#asking.delete(asking);
    }
  }

  async *stream(question: string, options: AnswerStreamOptions = {}): AsyncGenerator<AnswerPart> {
    this.#checkUsable();
    yield* this.#work.stream(this.#photo, question, options);
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await Promise.allSettled(this.#asking);
    this.#photo.dispose();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  #checkUsable(): void {
    if (this.#disposed) throw new VqaError('disposed', 'this session has been disposed of');
  }
}
