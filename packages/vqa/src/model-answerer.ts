import type { TaskConfig } from '@crossattn/checkpoint';
import { type EncoderIdentity, type Memory, selectMemory } from '@crossattn/core';
import type { ProjectedMemory } from '@crossattn/decoder';
import { areInputs, readEach } from '@crossattn/task';
import type { ImageInput, ImageOptions } from '@crossattn/vision';
import type { Answer, AnswerResult } from './answer.js';
import type { AnswerNetworks } from './answer-networks.js';
import type {
  AnswerCallOptions,
  AnswerEachOptions,
  AnswerOptions,
  AnswerStreamOptions,
  QuestionOptions,
} from './answer-options.js';
import type { AnswerOutcome } from './answer-outcome.js';
import type { AnswerPart } from './answer-part.js';
import type { AnswerRequest, ImageQuestion, MemoryQuestion } from './answer-request.js';
import { answerTogether } from './answer-together.js';
import {
  answerOptionNames,
  checkNames,
  checkOnTruncation,
  checkSignal,
  checkWhole,
  imageOptionNames,
  questionOptionNames,
  streamOptionNames,
} from './check-options.js';
import { ModelSession } from './model-session.js';
import { type Photo, PhotoStore } from './photo-store.js';
import { type AnswerDefaults, type AnswerPlan, planAnswer } from './plan-answer.js';
import type { QuestionSession } from './question-session.js';
import { type ReadQuestion, readQuestion } from './read-question.js';
import { streamAnswer } from './stream-answer.js';
import { tellTruncations } from './tell-truncations.js';
import type { AnswererDevice, VisualQuestionAnswerer } from './visual-question-answerer.js';
import { VqaError } from './vqa-error.js';
import type { VqaStatistics } from './vqa-statistics.js';
import { WorkCounter } from './work-counter.js';

const defaultBatch = 8;
const defaultPhotos = 128;

/** A request that can fail no more for what it says. */
interface ReadRequest {
  readonly photo: Photo;
  readonly question: ReadQuestion;
  readonly plan: AnswerPlan;
  readonly signal: AbortSignal | undefined;
}

/** An answerer made of two encoders, a decoder and a tokenizer. */
export class ModelAnswerer implements VisualQuestionAnswerer {
  readonly model: string;
  readonly device: AnswererDevice;
  readonly encoder: EncoderIdentity;
  readonly #networks: AnswerNetworks;
  readonly #defaults: AnswerDefaults;
  readonly #counter = new WorkCounter();
  #disposed = false;

  constructor(networks: AnswerNetworks, task: TaskConfig, device: AnswererDevice) {
    const { name, config, tokenizer } = networks.checkpoint;
    this.model = `${name}@${config.revision}`;
    this.device = device;
    this.encoder = networks.decoder.encoder;
    this.#networks = networks;
    const { decoder, text, tokens } = config;
    const room = decoder.maxLength - (text?.maxLength ?? 0) - task.prompt.length;
    const { beams } = task.generation;
    this.#defaults = { tokenizer, unknown: tokens.unknown, beams, maxTokens: room };
  }

  get statistics(): VqaStatistics {
    return this.#counter.snapshot();
  }

  answer(request: AnswerRequest, options?: AnswerCallOptions): Promise<Answer[]>;
  answer(requests: readonly AnswerRequest[], options?: AnswerCallOptions): Promise<Answer[][]>;
  async answer(
    input: AnswerRequest | readonly AnswerRequest[],
    options: AnswerCallOptions = {},
  ): Promise<Answer[] | Answer[][]> {
    this.#checkUsable();
    checkNames(options, [...answerOptionNames, ...imageOptionNames, ...questionOptionNames], 'answer');
    checkOnTruncation(options);
    checkSignal(options.signal);
    const requests: readonly AnswerRequest[] = isList(input) ? [...input] : [input];
    if (requests.length === 0) return [];
    const start = performance.now();
    const store = this.#store(options);
    const read = await Promise.all(requests.map((request) => this.#read(request, options, store)));
    const results = await this.#answerAll(read, store, start);
    tellTruncations(results, options.onTruncation);
    const answers = results.map((result) => [...result.answers]);
    return isList(input) ? answers : (answers[0] as Answer[]);
  }

  async *answerEach(
    requests: Iterable<AnswerRequest> | AsyncIterable<AnswerRequest>,
    options: AnswerEachOptions = {},
  ): AsyncGenerator<AnswerOutcome> {
    this.#checkUsable();
    checkNames(options, [...answerOptionNames, ...imageOptionNames, 'overlong', 'batch', 'photos'], 'answerEach');
    const { batch = defaultBatch, photos = defaultPhotos, ...shared } = options;
    checkWhole('batch', batch, 1);
    checkWhole('photos', photos, 1);
    planAnswer(shared, this.#defaults);
    if (!areInputs(requests)) {
      throw new VqaError('invalid-request', `requests: expected an iterable of requests, got ${typeof requests}`);
    }
    const store = this.#store(shared, photos);
    const read = (request: AnswerRequest) => this.#read(request, shared, store);
    let start = performance.now();
    for await (const items of readEach(requests, batch, read, shared.signal)) {
      options.signal?.throwIfAborted();
      const ready = items.flatMap((item) => ('value' in item ? [item.value] : []));
      const results = await this.#answerUnended(ready, store, start);
      for (const item of items) {
        const { index } = item;
        const result = 'value' in item ? results.get(item.value) : undefined;
        if (result) yield { type: 'answer', index, ...result };
        else yield { type: 'error', index, error: 'value' in item ? item.value.signal?.reason : item.error };
      }
      start = performance.now();
    }
  }

  async *stream(
    request: (ImageQuestion | MemoryQuestion) & AnswerStreamOptions,
    options: ImageOptions = {},
  ): AsyncGenerator<AnswerPart> {
    this.#checkUsable();
    checkNames(options, imageOptionNames, 'the second argument of stream');
    checkNames(request, ['image', 'memory', 'question', ...streamOptionNames], 'a request of stream');
    checkSignal(options.signal);
    checkSignal(request.signal);
    const {
      image: _image,
      memory: _memory,
      question,
      ...rest
    } = request as ImageQuestion & MemoryQuestion & AnswerStreamOptions;
    const start = performance.now();
    const signal = anySignal(options.signal, rest.signal);
    const store = this.#store({ ...options, ...(signal && { signal }) });
    const photo = await this.#photo(request, store);
    await store.prepareAll([photo]);
    const encode = performance.now() - start;
    const own = { ...rest, ...(signal && { signal }) };
    yield* streamAnswer(this.#networks, this.#counter, photo.projected as ProjectedMemory, question, own, encode);
  }

  async session(photo: ImageInput | { readonly memory: Memory }, options: ImageOptions = {}): Promise<QuestionSession> {
    this.#checkUsable();
    checkNames(options, imageOptionNames, 'session');
    const store = this.#store(options);
    const found = await (isMemoryInput(photo) ? store.memory(photo.memory) : store.image(photo));
    await store.prepareAll([found]);
    return new ModelSession(found.memory as Memory, found.projected as ProjectedMemory, {
      ask: (projected, questions, askOptions) => this.#ask(projected, questions, askOptions),
      stream: (projected, question, streamOptions) => {
        this.#checkUsable();
        return streamAnswer(this.#networks, this.#counter, projected, question, streamOptions, 0);
      },
    });
  }

  encode(image: ImageInput, options?: ImageOptions): Promise<Memory>;
  encode(images: readonly ImageInput[], options?: ImageOptions): Promise<Memory[]>;
  async encode(input: ImageInput | readonly ImageInput[], options: ImageOptions = {}): Promise<Memory | Memory[]> {
    this.#checkUsable();
    const images: readonly ImageInput[] = isList(input) ? input : [input];
    if (images.length === 0) return [];
    const memory = await this.#networks.imageEncoder.encode(images, options);
    this.#counter.photosEncoded += images.length;
    return isList(input) ? images.map((_, row) => selectMemory(memory, [row])) : memory;
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const { imageEncoder, textEncoder, decoder } = this.#networks;
    await Promise.all([imageEncoder, textEncoder, decoder].map((network) => network[Symbol.asyncDispose]()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  /** Checks all that a request says, and reads its photo. */
  async #read(
    request: AnswerRequest,
    shared: AnswerOptions & QuestionOptions,
    store: PhotoStore,
  ): Promise<ReadRequest> {
    checkNames(request, ['image', 'memory', 'question', ...answerOptionNames], 'a request');
    const told = Object.entries(request).filter(([, value]) => value !== undefined);
    const options: AnswerOptions = { ...shared, ...Object.fromEntries(told) };
    const plan = planAnswer(options, this.#defaults);
    const question = readQuestion(this.#networks.textEncoder, request.question, shared);
    const photo = await this.#photo(request, store);
    return { photo, question, plan, signal: request.signal };
  }

  #photo(request: ImageQuestion | MemoryQuestion, store: PhotoStore): Promise<Photo> {
    const { image, memory } = request as Partial<ImageQuestion & MemoryQuestion>;
    if ((image === undefined) === (memory === undefined)) {
      throw new VqaError('invalid-request', 'request: expected either an image or a memory to ask');
    }
    return memory === undefined ? store.image(image as ImageInput) : store.memory(memory);
  }

  async #answerAll(requests: readonly ReadRequest[], store: PhotoStore, start: number): Promise<AnswerResult[]> {
    const signals = [...new Set(requests.flatMap(({ signal }) => signal ?? []))];
    const signal = anySignal(store.signal, ...signals);
    signal?.throwIfAborted();
    const fresh = await store.prepareAll(requests.map(({ photo }) => photo));
    const share = fresh.size > 0 ? (performance.now() - start) / fresh.size : 0;
    const asked = requests.map(({ photo, ...rest }) => ({ ...rest, photo: photo.projected as ProjectedMemory }));
    const results = await answerTogether(this.#networks, this.#counter, asked, signal);
    const paid = new Set<Photo>();
    return results.map((result, index) => {
      const { photo } = requests[index] as ReadRequest;
      const encode = fresh.has(photo) && !paid.has(photo) ? share : 0;
      paid.add(photo);
      return { ...result, milliseconds: { encode, ...result.milliseconds } };
    });
  }

  /** Answers all but those whose own signals abort; the others are begun again where one of them does meanwhile. */
  async #answerUnended(
    requests: readonly ReadRequest[],
    store: PhotoStore,
    start: number,
  ): Promise<ReadonlyMap<ReadRequest, AnswerResult>> {
    const unended = requests.filter(({ signal }) => !signal?.aborted);
    if (unended.length === 0) return new Map();
    try {
      const results = await this.#answerAll(unended, store, start);
      return new Map(unended.map((request, index) => [request, results[index] as AnswerResult]));
    } catch (error) {
      store.signal?.throwIfAborted();
      if (!unended.some(({ signal }) => signal?.aborted)) throw error;
      return this.#answerUnended(unended, store, start);
    }
  }

  async #ask(
    photo: ProjectedMemory,
    questions: readonly string[],
    options: AnswerOptions & QuestionOptions,
  ): Promise<Answer[][]> {
    this.#checkUsable();
    checkNames(options, [...answerOptionNames, ...questionOptionNames], 'ask');
    const plan = planAnswer(options, this.#defaults);
    checkOnTruncation(options);
    const asked = [...questions].map((text) => ({
      photo,
      plan,
      question: readQuestion(this.#networks.textEncoder, text, options),
    }));
    if (asked.length === 0) return [];
    options.signal?.throwIfAborted();
    const results = await answerTogether(this.#networks, this.#counter, asked, options.signal);
    tellTruncations(results, options.onTruncation);
    return results.map((result) => [...result.answers]);
  }

  #store({ maxPixels, signal }: ImageOptions, limit?: number): PhotoStore {
    const { imageEncoder: encoder, decoder } = this.#networks;
    const reading = { ...(maxPixels !== undefined && { maxPixels }), ...(signal && { signal }) };
    return new PhotoStore({ encoder, decoder, counter: this.#counter }, reading, limit);
  }

  #checkUsable(): void {
    if (this.#disposed) throw new VqaError('disposed', 'this answerer has been disposed of');
  }
}

function isList<Item>(input: Item | readonly Item[]): input is readonly Item[] {
  return Array.isArray(input);
}

function isMemoryInput(input: ImageInput | { readonly memory: Memory }): input is { readonly memory: Memory } {
  return typeof input === 'object' && input !== null && 'memory' in input;
}

function anySignal(...signals: (AbortSignal | undefined)[]): AbortSignal | undefined {
  const present = signals.filter((signal) => signal !== undefined);
  return present.length > 1 ? AbortSignal.any(present) : present[0];
}
