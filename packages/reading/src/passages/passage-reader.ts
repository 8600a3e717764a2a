import { type PreparedText, type SentenceEncoder, TextError } from '@crossattn/text';
import type { ReaderConfig } from '../model/reader-config.js';
import { ReadingError } from '../reading-error.js';

/** Most passages of one question. */
const mostPassages = 200;

/** Checks passages and cuts them into windows. */
export class PassageReader {
  readonly #encoder: Pick<SentenceEncoder, 'prepareWindows'>;
  readonly #windows: ReaderConfig['windows'];

  constructor(encoder: Pick<SentenceEncoder, 'prepareWindows'>, windows: ReaderConfig['windows']) {
    this.#encoder = encoder;
    this.#windows = windows;
  }

  /**
   * The windows of every passage; none of one in which the model knows no word: what it read there would be made up.
   *
   * @param name - of the list in messages
   * @throws ReadingError `no-passages`, `too-many-passages`, `invalid-passage`, `empty-passage`
   */
  readAll(passages: readonly string[], name: string): PreparedText[][] {
    if (!Array.isArray(passages)) {
      throw new ReadingError('invalid-passage', `${name}: expected a list of texts, came ${describe(passages)}`);
    }
    checkCount(passages.length, name);
    return passages.map((passage: unknown, index) => this.#read(passage, `${name}[${index}]`));
  }

  #read(passage: unknown, name: string): PreparedText[] {
    if (typeof passage !== 'string') {
      throw new ReadingError('invalid-passage', `${name}: expected a text, came ${describe(passage)}`);
    }
    if (passage.trim() === '') {
      const came = passage === '' ? 'an empty text' : JSON.stringify(passage.slice(0, 60));
      throw new ReadingError('empty-passage', `${name}: expected words, came ${came}`);
    }
    try {
      return this.#encoder.prepareWindows(passage, this.#windows);
    } catch (error) {
      if (error instanceof TextError && (error.code === 'empty-text' || error.code === 'unknown-text')) return [];
      throw error;
    }
  }
}

/** @throws ReadingError `no-passages`, `too-many-passages` */
export function checkCount(count: number, name: string): void {
  if (count === 0) throw new ReadingError('no-passages', `${name}: expected at least one passage, came none`);
  if (count <= mostPassages) return;
  throw new ReadingError('too-many-passages', `${name}: expected at most ${mostPassages} passages, came ${count}`);
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? (value.constructor?.name ?? 'an object') : typeof value;
}
