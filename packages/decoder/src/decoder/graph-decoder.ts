import { checkpointIdentity } from '@crossattn/checkpoint';
import type { EncoderIdentity, Memory, Tensor } from '@crossattn/core';
import { requireType, type Session } from '@crossattn/onnx';
import { DecoderError } from '../decoder-error.js';
import { beamSearch } from '../generation/beam-search.js';
import type { GenerateOptions, StreamOptions } from '../generation/generate-options.js';
import { generateRows, type RowPart } from '../generation/generate-rows.js';
import type { Generation } from '../generation/generation.js';
import type { GenerationDefaults } from '../generation/generation-defaults.js';
import type { GenerationRequest } from '../generation/generation-plan.js';
import { checkNames, checkSignal } from '../generation/option-checks.js';
import { planGeneration, STREAM_OPTIONS } from '../generation/plan-generation.js';
import { type DecoderShape, decoderShape } from '../graph/decoder-shape.js';
import { memoryKeys, memoryValues } from '../graph/project-graph.js';
import { checkMemory } from '../memory/check-memory.js';
import { cleanMemory } from '../memory/clean-memory.js';
import { type DecoderIdentity, ProjectedMemory } from '../memory/projected-memory.js';
import { GraphStepper } from '../step/graph-stepper.js';
import type { MemorySource } from '../step/memory-source.js';
import type { DecoderCheckpoint } from './create-decoder.js';
import type { Decoder, MemoryInput } from './decoder.js';
import { defaultsOf } from './defaults-of.js';
import { countMemories, isQueryable, memorySources, type QueryableMemory } from './memory-sources.js';
import { planScore } from './plan-score.js';
import { scoreTexts } from './score-texts.js';
import type { StepSessions } from './step-sessions.js';
import type { StreamPart } from './stream-part.js';
import type { ScoreOptions, TextScore } from './text-score.js';

/** The graphs of a transformer decoder. */
export interface DecoderSessions {
  readonly project: Session;
  readonly steps: StepSessions;
}

/** A transformer decoder that runs its graphs in sessions of its own. */
export class GraphDecoder implements Decoder {
  readonly identity: DecoderIdentity;
  readonly encoder: EncoderIdentity;
  readonly vocabularySize: number;
  readonly maxLength: number;
  readonly #defaults: GenerationDefaults;
  readonly #shape: DecoderShape;
  readonly #memoryWidth: number;
  readonly #sessions: DecoderSessions;
  #disposal: Promise<void> | undefined;

  constructor(config: DecoderCheckpoint['config'], memoryWidth: number, sessions: DecoderSessions) {
    this.identity = { name: config.modelType, revision: config.revision };
    this.encoder = checkpointIdentity(config);
    this.vocabularySize = config.decoder.vocabularySize;
    this.maxLength = config.decoder.maxLength;
    this.#defaults = defaultsOf(config);
    this.#shape = decoderShape(config.decoder);
    this.#memoryWidth = memoryWidth;
    this.#sessions = sessions;
  }

  async project(memory: Memory, options: { readonly signal?: AbortSignal } = {}): Promise<ProjectedMemory> {
    this.#assertUsable();
    checkNames(options, ['signal'], 'project');
    checkSignal(options.signal);
    const checked = checkMemory(memory, this.#memoryWidth, this.encoder);
    options.signal?.throwIfAborted();
    const { states, mask, slots, encoder } = cleanMemory(checked);
    const outputs: Record<string, Tensor> = await this.#sessions.project.run({ states });
    options.signal?.throwIfAborted();
    const tensor = (name: string) => requireType(outputs[name] as Tensor, 'float32');
    const layers = Array.from({ length: this.#shape.layers }, (_, layer) => ({
      keys: tensor(memoryKeys(layer)),
      values: tensor(memoryValues(layer)),
    }));
    return new ProjectedMemory({ decoder: this.identity, encoder, slots, mask, layers });
  }

  async generate(memories: MemoryInput, options: GenerateOptions = {}): Promise<Generation[][]> {
    const request = this.#plan(memories, options);
    const sources = await this.#sources(memories, options.signal);
    return this.#guarded(async () => {
      const stepper = await this.#stepper(sources);
      if (request.plan.beams > 1) return beamSearch(stepper, request);
      const texts = sources.map((): Generation[] => []);
      for await (const part of generateRows(stepper, request)) {
        if (part.type === 'generation-end') texts[part.item]?.push(part.generation);
      }
      return texts.map((own) => own.sort((a, b) => b.score - a.score));
    });
  }

  async *stream(memories: MemoryInput, options: StreamOptions = {}): AsyncGenerator<StreamPart> {
    checkNames(options, STREAM_OPTIONS, 'stream');
    const request = this.#plan(memories, { ...options, beams: 1 });
    const sources = await this.#sources(memories, options.signal);
    const stepper = await this.#guarded(() => this.#stepper(sources));
    const parts = generateRows(stepper, request);
    try {
      for (;;) {
        const { done, value } = await this.#guarded(() => parts.next());
        if (done) return;
        yield streamPart(value);
      }
    } finally {
      await parts.return(undefined);
    }
  }

  async score(
    memories: MemoryInput,
    texts: readonly (readonly (readonly number[])[])[],
    options: ScoreOptions = {},
  ): Promise<TextScore[][]> {
    const items = this.#items(memories);
    const rows = planScore(texts, options, this.#defaults, items);
    const sources = await this.#sources(memories, options.signal);
    const scores = sources.map((): TextScore[] => []);
    if (rows.length === 0) return scores;
    const found = await this.#guarded(async () => {
      const session = await this.#stepSession(sources);
      return scoreTexts(rows, () => new GraphStepper(session, this.#shape, sources), options.signal);
    });
    rows.forEach(({ item, scored }, row) => {
      const tokens = scored.map((id, index) => ({ id, logProbability: found[row]?.[index] as number }));
      scores[item]?.push({ tokens, logProbability: tokens.reduce((sum, token) => sum + token.logProbability, 0) });
    });
    return scores;
  }

  dispose(): Promise<void> {
    this.#disposal ??= Promise.all([this.#sessions.project.dispose(), this.#sessions.steps.dispose()]).then(() => {});
    return this.#disposal;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  #plan(memories: MemoryInput, options: GenerateOptions): GenerationRequest {
    return planGeneration(options, this.#defaults, this.#items(memories));
  }

  /** How many memories there are, before any of them is projected. */
  #items(memories: MemoryInput): number {
    this.#assertUsable();
    const list = queryableList(memories);
    if (list !== undefined) return countMemories(list);
    return checkMemory(memories as Memory, this.#memoryWidth, this.encoder).states.shape[0] as number;
  }

  async #sources(memories: MemoryInput, signal: AbortSignal | undefined): Promise<MemorySource[]> {
    const list = queryableList(memories) ?? [
      await this.project(memories as Memory, signal === undefined ? {} : { signal }),
    ];
    return memorySources(list, this.identity);
  }

  async #stepper(sources: readonly MemorySource[]): Promise<GraphStepper> {
    return new GraphStepper(await this.#stepSession(sources), this.#shape, sources);
  }

  #stepSession(sources: readonly MemorySource[]): Promise<Session> {
    return this.#sessions.steps.get(sources[0]?.length ?? 1);
  }

  /** What a dispose in the middle of the work interrupts fails as use after dispose. */
  async #guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (cause) {
      if (this.#disposal === undefined || cause instanceof DecoderError) throw cause;
      throw new DecoderError('disposed', 'the decoder was disposed while it was writing', { cause });
    }
  }

  #assertUsable(): void {
    if (this.#disposal !== undefined) throw new DecoderError('disposed', 'the decoder was disposed');
  }
}

function queryableList(memories: MemoryInput): readonly QueryableMemory[] | undefined {
  if (isQueryable(memories)) return [memories];
  return Array.isArray(memories) ? memories : undefined;
}

function streamPart(part: RowPart): StreamPart {
  const { item } = part;
  if (part.type === 'generation-end') return { type: part.type, item, generation: part.generation };
  return { type: part.type, item, index: part.index, token: part.token };
}
