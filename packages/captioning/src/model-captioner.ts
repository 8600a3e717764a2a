import type { Checkpoint } from '@crossattn/checkpoint';
import { type Memory, selectMemory } from '@crossattn/core';
import type { Decoder } from '@crossattn/decoder';
import { areInputs, readEach, TextWriter } from '@crossattn/task';
import type { ImageEncoder, ImageInput, ImageOptions } from '@crossattn/vision';
import type { Caption } from './caption.js';
import type { CaptionInput } from './caption-input.js';
import type { CaptionEachOptions, CaptionOptions, CaptionStreamOptions } from './caption-options.js';
import type { CaptionOutcome } from './caption-outcome.js';
import type { CaptionPart } from './caption-part.js';
import { captionText } from './caption-texts.js';
import type { Captioner, CaptionerDevice } from './captioner.js';
import { CaptioningError } from './captioning-error.js';
import { checkOptions } from './check-options.js';
import { encodeInputs } from './encode-inputs.js';
import { type EncoderInput, encoderInput, prepareInput } from './encoder-input.js';
import { splitOptions } from './split-options.js';

const defaultBatch = 8;

/** The parts of a captioner. */
export interface CaptionerParts {
  readonly checkpoint: Checkpoint;
  readonly encoder: ImageEncoder;
  readonly decoder: Decoder;
  readonly device: CaptionerDevice;
}

/** A captioner made of an image encoder, a decoder and a tokenizer. */
export class ModelCaptioner implements Captioner {
  readonly model: string;
  readonly device: CaptionerDevice;
  readonly #parts: CaptionerParts;
  #disposed = false;

  constructor(parts: CaptionerParts) {
    const { name, config } = parts.checkpoint;
    this.model = `${name}@${config.revision}`;
    this.device = parts.device;
    this.#parts = parts;
  }

  caption(input: CaptionInput, options?: CaptionOptions): Promise<Caption>;
  caption(inputs: readonly CaptionInput[], options?: CaptionOptions): Promise<Caption[]>;
  async caption(
    input: CaptionInput | readonly CaptionInput[],
    options: CaptionOptions = {},
  ): Promise<Caption | Caption[]> {
    this.#checkUsable();
    const start = performance.now();
    const inputs: readonly CaptionInput[] = isList(input) ? [...input] : [input];
    if (inputs.length === 0) return [];
    const captions = await this.#captionTogether(inputs.map(encoderInput), options, start);
    return isList(input) ? captions : (captions[0] as Caption);
  }

  async *captionEach(
    inputs: Iterable<CaptionInput> | AsyncIterable<CaptionInput>,
    options: CaptionEachOptions = {},
  ): AsyncGenerator<CaptionOutcome> {
    this.#checkUsable();
    checkOptions(options, 'captionEach');
    const { batch = defaultBatch, ...captionOptions } = options;
    if (!Number.isInteger(batch) || batch < 1) {
      throw new CaptioningError('invalid-option', `batch: expected a whole number from 1, got ${String(batch)}`);
    }
    const { reading } = splitOptions(captionOptions);
    if (!areInputs(inputs)) {
      throw new CaptioningError('invalid-inputs', `inputs: expected an iterable of photos, got ${typeof inputs}`);
    }
    const prepare = (input: CaptionInput) => prepareInput(this.#parts, input, reading);
    const batches = readEach(inputs, batch, prepare, reading.signal);
    let start = performance.now();
    for await (const items of batches) {
      options.signal?.throwIfAborted();
      const prepared = items.flatMap((item) => ('value' in item ? [item.value] : []));
      const captions = prepared.length > 0 ? await this.#captionTogether(prepared, captionOptions, start) : [];
      let next = 0;
      for (const item of items) {
        const { index } = item;
        if ('error' in item) yield { type: 'error', index, error: item.error };
        else yield { type: 'caption', index, caption: captions[next++] as Caption };
      }
      start = performance.now();
    }
  }

  async *stream(input: CaptionInput, options: CaptionStreamOptions = {}): AsyncGenerator<CaptionPart> {
    this.#checkUsable();
    const { checkpoint, encoder, decoder } = this.#parts;
    const { reading, writing } = splitOptions(options);
    const start = performance.now();
    const memory = await encodeInputs(encoder, [encoderInput(input)], reading);
    const encode = performance.now() - start;
    const writer = new TextWriter(checkpoint.tokenizer);
    const decodeStart = performance.now();
    for await (const part of decoder.stream(memory, { ...writing, task: 'caption' })) {
      if (part.type === 'token') {
        yield { type: 'token', index: part.index, token: writer.add(part.token) };
      } else {
        const text = captionText(checkpoint.tokenizer, part.generation);
        const milliseconds = { encode, decode: performance.now() - decodeStart };
        yield {
          type: 'caption-end',
          caption: { ...text, candidates: [text], slots: memory.slots[0] ?? [], milliseconds },
        };
      }
    }
  }

  encode(image: ImageInput, options?: ImageOptions): Promise<Memory>;
  encode(images: readonly ImageInput[], options?: ImageOptions): Promise<Memory[]>;
  async encode(input: ImageInput | readonly ImageInput[], options: ImageOptions = {}): Promise<Memory | Memory[]> {
    this.#checkUsable();
    if (!isList(input)) return this.#parts.encoder.encode([input], options);
    if (input.length === 0) return [];
    const memory = await this.#parts.encoder.encode(input, options);
    return input.map((_, row) => selectMemory(memory, [row]));
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const { encoder, decoder } = this.#parts;
    await Promise.all([encoder[Symbol.asyncDispose](), decoder[Symbol.asyncDispose]()]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  async #captionTogether(inputs: readonly EncoderInput[], options: CaptionOptions, start: number): Promise<Caption[]> {
    const { checkpoint, encoder, decoder } = this.#parts;
    const { reading, writing } = splitOptions(options);
    const memory = await encodeInputs(encoder, inputs, reading);
    const encoded = performance.now();
    const generations = await decoder.generate(memory, { ...writing, task: 'caption' });
    const milliseconds = {
      encode: (encoded - start) / inputs.length,
      decode: (performance.now() - encoded) / inputs.length,
    };
    return generations.map((candidates, row) => {
      const texts = candidates.map((generation) => captionText(checkpoint.tokenizer, generation));
      const [best] = texts as [Caption];
      return { ...best, candidates: texts, slots: memory.slots[row] ?? [], milliseconds };
    });
  }

  #checkUsable(): void {
    if (this.#disposed) throw new CaptioningError('disposed', 'this captioner has been disposed of');
  }
}

function isList<Item>(input: Item | readonly Item[]): input is readonly Item[] {
  return Array.isArray(input);
}
