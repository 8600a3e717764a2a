import type { PreparedText, SentenceEncoder } from '@crossattn/text';
import type { ReaderConfig } from '../model/reader-config.js';
import { readerIdentity } from '../model/reader-identity.js';
import type { PassageMemory } from '../passages/passage-memory.js';
import { checkCount, PassageReader } from '../passages/passage-reader.js';
import { type PassageWindow, piecesOf } from '../passages/passage-window.js';
import { windowsOfMemory } from '../passages/windows-of-memory.js';
import { ReadingError } from '../reading-error.js';
import { logarithmicPriors } from './logarithmic-priors.js';
import { checkReadOptions } from './read-options.js';
import type { ReadRequest } from './read-request.js';

const defaultTopK = 5;

/** A request that can fail no more for what it says. */
export interface CheckedRequest {
  readonly question: PreparedText;
  readonly texts: readonly string[];
  readonly windows: readonly PassageWindow[];
  /** The logarithm of each passage's prior, the largest 0. */
  readonly priors: readonly number[];
  readonly topK: number;
  readonly signal: AbortSignal | undefined;
}

type ReadPassages = Pick<CheckedRequest, 'texts' | 'windows'>;

/** Checks all that requests say, and turns their texts into word pieces. */
export class RequestReader {
  readonly #encoder: Pick<SentenceEncoder, 'prepare' | 'prepareWindows'>;
  readonly #config: ReaderConfig;
  readonly #passages: PassageReader;
  /** The windows of memories that were made or asked before, by their states. */
  readonly #known = new WeakMap<object, readonly (readonly PreparedText[])[]>();

  /** @param encoder - turns texts into word pieces */
  constructor(encoder: Pick<SentenceEncoder, 'prepare' | 'prepareWindows'>, config: ReaderConfig) {
    this.#encoder = encoder;
    this.#config = config;
    this.#passages = new PassageReader(encoder, config.windows);
  }

  /** @throws ReadingError, TextError, MemoryError */
  read(request: ReadRequest): CheckedRequest {
    checkReadOptions(request, 'a request', ['question', 'passages', 'memories', 'priors']);
    const { question, topK = defaultTopK, overlong, onTruncation, signal } = request;
    const { passages, memories } = request as {
      readonly passages?: readonly string[];
      readonly memories?: readonly PassageMemory[];
    };
    if ((passages === undefined) === (memories === undefined)) {
      throw new ReadingError('invalid-request', 'request: expected either passages or memories to read');
    }
    const prepared = this.#encoder.prepare(question, {
      maxTokens: this.#config.questionLength,
      ...(overlong !== undefined && { overlong }),
      ...(onTruncation !== undefined && { onTruncation }),
    });
    const read = memories === undefined ? this.#ofPassages(passages as readonly string[]) : this.#ofMemories(memories);
    const priors = logarithmicPriors(request.priors, read.texts.length);
    return { question: prepared, ...read, priors, topK, signal };
  }

  /** The windows of every passage. */
  readPassages(passages: readonly string[]): PreparedText[][] {
    return this.#passages.readAll(passages, 'passages');
  }

  /** Keeps the windows of a memory, as long as its states live. */
  remember(memory: PassageMemory, windows: readonly (readonly PreparedText[])[]): void {
    this.#known.set(memory.states, windows);
  }

  #ofPassages(passages: readonly string[]): ReadPassages {
    const { stride } = this.#config.windows;
    const windows = this.readPassages(passages).flatMap((parts, passage) =>
      parts.map((source, index) => ({ passage, pieces: piecesOf(source, index * stride), source })),
    );
    return { texts: [...passages], windows };
  }

  #ofMemories(memories: readonly PassageMemory[]): ReadPassages {
    if (!Array.isArray(memories)) {
      throw new ReadingError('invalid-memory', 'memories: expected a list of memories of passages');
    }
    const texts: string[] = [];
    const windows: PassageWindow[] = [];
    for (const [index, memory] of (memories as readonly PassageMemory[]).entries()) {
      const name = `memories[${index}]`;
      if (typeof memory !== 'object' || memory === null || !Array.isArray(memory.passages)) {
        throw new ReadingError('invalid-memory', `${name}: expected a memory with the texts of its passages`);
      }
      const parts = this.#windowsKnown(memory) ?? this.#passages.readAll(memory.passages, `${name}.passages`);
      windows.push(
        ...windowsOfMemory(memory, parts, {
          encoder: readerIdentity(this.#config),
          width: this.#config.network.width,
          stride: this.#config.windows.stride,
          name,
          firstPassage: texts.length,
        }),
      );
      this.remember(memory, parts);
      texts.push(...memory.passages);
    }
    checkCount(texts.length, 'memories');
    return { texts, windows };
  }

  /** The windows of a memory whose texts are those that were read for it before. */
  #windowsKnown({ states, passages }: PassageMemory): readonly (readonly PreparedText[])[] | undefined {
    const known = typeof states === 'object' && states !== null ? this.#known.get(states) : undefined;
    return known?.length === passages.length && known.every(([first], index) => first?.text === passages[index])
      ? known
      : undefined;
  }
}
