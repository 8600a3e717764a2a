import type { GeneratedToken } from '@crossattn/decoder';
import type { TextToken } from './text-token.js';

/** What turns token ids into text, such as the tokenizer of a checkpoint. */
export interface TextDecoding {
  decode(ids: readonly number[]): string;
}

/** What a tokenizer writes for a character whose bytes are not all there yet. */
const unfinishedCharacter = '\ufffd';

/** Turns the tokens of one text into text, in their order: each token's text is what it adds. */
export class TextWriter {
  readonly #decoding: TextDecoding;
  readonly #ids: number[] = [];
  #text = '';

  /** `decoding` may never change what it has written when an id is added, but for unfinished characters. */
  constructor(decoding: TextDecoding) {
    this.#decoding = decoding;
  }

  /** The text so far. */
  get text(): string {
    return this.#text;
  }

  /** The next token, with what it adds. */
  add({ id, probability, attention }: GeneratedToken): TextToken {
    this.#ids.push(id);
    const whole = this.#decoding.decode(this.#ids);
    const text = whole.endsWith(unfinishedCharacter) ? '' : whole.slice(this.#text.length);
    this.#text += text;
    return { id, text, probability, ...(attention && { attention }) };
  }
}
