import {
  createSession,
  type Graph,
  requireType,
  type Session,
  type SessionOptions,
  type WeightStore,
} from '@crossattn/onnx';
import type { NetworkConfig } from '../model/reader-config.js';
import { composePointerGraph } from './pointer-graph.js';
import { composeQuestionGraph } from './question-graph.js';
import { composeTextGraph } from './text-graph.js';
import { composeWindowGraph } from './window-graph.js';

/** A text that was read by itself: word pieces and their states. */
export interface EncodedPieces {
  /** The word pieces; a question's include its special tokens. */
  readonly ids: readonly number[];
  /** `[ids.length, width]` */
  readonly states: Float32Array;
}

/** A question that windows can be read with. */
export interface AskedQuestion extends EncodedPieces {
  /** What the pointer asks, by the names of the pointer graph's inputs. */
  readonly pointer: Readonly<Record<'start' | 'absent' | 'offset' | 'end', PointerTensor>>;
}

type PointerTensor = { readonly type: 'float32'; readonly shape: readonly number[]; readonly data: Float32Array };

/** A possible answer: word pieces `first` to `last` of a window, both included. */
export interface PieceSpan {
  readonly first: number;
  readonly last: number;
  /** The logarithm of the span's odds against "nowhere". */
  readonly score: number;
}

/** What a window says to a question. */
export interface WindowReading {
  /** For each word piece, the logarithm of its odds against "nowhere" as the first of the answer. */
  readonly scores: Float32Array;
  /** The best spans, each with another beginning. */
  readonly spans: readonly PieceSpan[];
}

interface Sessions {
  readonly text: Session;
  readonly question: Session;
  readonly window: Session;
  readonly pointer: Session;
}

/** Beginnings of a window that are followed to an end. */
const mostStarts = 5;

/**
 * The graphs of the reader: a text by itself, what the pointer asks of a question, a window with a question, what the pointer
 * finds there.
 */
export class ReadingNetwork implements AsyncDisposable {
  readonly #config: NetworkConfig;
  readonly #answerLength: number;
  readonly #sessions: Sessions;

  private constructor(config: NetworkConfig, answerLength: number, sessions: Sessions) {
    this.#config = config;
    this.#answerLength = answerLength;
    this.#sessions = sessions;
  }

  /** @param answerLength - most word pieces of an answer */
  static async create(
    config: NetworkConfig,
    answerLength: number,
    weights: WeightStore,
    options: SessionOptions,
  ): Promise<ReadingNetwork> {
    const { workers: _, ...alone } = options;
    const oneThread = { ...alone, threads: 1 };
    const created: Session[] = [];
    const create = async (graph: Graph, how: SessionOptions) => {
      const session = await createSession(graph, how);
      created.push(session);
      return session;
    };
    try {
      return new ReadingNetwork(config, answerLength, {
        text: await create(composeTextGraph(config, weights), options),
        question: await create(composeQuestionGraph(config, weights), oneThread),
        window: await create(composeWindowGraph(config, weights), options),
        pointer: await create(composePointerGraph(config, weights), oneThread),
      });
    } catch (error) {
      await Promise.all(created.map((session) => session.dispose()));
      throw error;
    }
  }

  /** States of the word pieces of a text, special tokens included: `[ids.length, width]`. */
  async encode(ids: readonly number[]): Promise<Float32Array> {
    const { length } = ids;
    const feeds = {
      ids: { type: 'int64', shape: [1, length], data: BigInt64Array.from(ids, BigInt) },
      positions: { type: 'int64', shape: [length], data: BigInt64Array.from({ length }, (_, place) => BigInt(place)) },
    } as const;
    const { states } = await this.#sessions.text.run(feeds, ['states']);
    return requireType(states, 'float32').data;
  }

  /** Makes the pointer's queries of a question, once for all windows. */
  async ask(question: EncodedPieces): Promise<AskedQuestion> {
    const shape = [1, question.ids.length, this.#config.width];
    const states = { type: 'float32', shape, data: question.states } as const;
    const { start, absent, offset, end } = await this.#sessions.question.run({ states }, [
      'start',
      'absent',
      'offset',
      'end',
    ]);
    const pointer = {
      start: requireType(start, 'float32'),
      absent: requireType(absent, 'float32'),
      offset: requireType(offset, 'float32'),
      end: requireType(end, 'float32'),
    };
    return { ...question, pointer };
  }

  /** Reads one window with a question. */
  async read(question: AskedQuestion, window: EncodedPieces): Promise<WindowReading> {
    const asked = question.ids.length;
    const length = asked + window.ids.length;
    const choices = Math.min(mostStarts, window.ids.length);
    const { width } = this.#config;
    const states = new Float32Array(length * width);
    states.set(question.states);
    states.set(window.states, asked * width);
    const segments = { type: 'int64', shape: [length], data: new BigInt64Array(length).fill(1n, asked) } as const;
    const { read } = await this.#sessions.window.run(
      {
        states: { type: 'float32', shape: [1, length, width], data: states },
        segments,
        matches: { type: 'int64', shape: [1, length], data: matchesOf(question.ids, window.ids) },
      },
      ['read'],
    );
    const results = await this.#sessions.pointer.run(
      {
        read,
        segments,
        choices: { type: 'int64', shape: [1], data: BigInt64Array.of(BigInt(choices)) },
        ...question.pointer,
      },
      ['scores', 'starts', 'ends'],
    );
    const scores = requireType(results.scores, 'float32').data.subarray(asked);
    const starts = requireType(results.starts, 'int64').data;
    const ends = requireType(results.ends, 'float32').data;
    const spans = Array.from(starts, (start, choice) => {
      const first = Number(start) - asked;
      const row = ends.subarray(choice * length + asked, (choice + 1) * length);
      return this.#bestSpan(first, scores[first] as number, row);
    });
    return { scores, spans };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(Object.values(this.#sessions).map((session: Session) => session.dispose()));
  }

  /** The likeliest end of an answer that begins at `first`. */
  #bestSpan(first: number, score: number, ends: Float32Array): PieceSpan {
    const allowed = ends.subarray(first, first + this.#answerLength);
    const best = allowed.reduce((top, value, index) => (value > (allowed[top] as number) ? index : top), 0);
    const top = allowed[best] as number;
    const total = allowed.reduce((sum, value) => sum + Math.exp(value - top), 0);
    return { first, last: first + best, score: score - Math.log(total) };
  }
}

/** 1 for every word piece that is on the other side too; the question's first and last are special tokens, which do not count. */
function matchesOf(question: readonly number[], window: readonly number[]): BigInt64Array {
  const asked = new Set(question.slice(1, -1));
  const found = new Set(window);
  const matches = new BigInt64Array(question.length + window.length);
  for (let index = 1; index < question.length - 1; index += 1) {
    if (found.has(question[index] as number)) matches[index] = 1n;
  }
  for (const [index, id] of window.entries()) if (asked.has(id)) matches[question.length + index] = 1n;
  return matches;
}
