import type { Tokenizer } from '@crossattn/checkpoint';
import type { GeneratedToken, Generation } from '@crossattn/decoder';
import type { CaptionText, CaptionToken } from './caption.js';

/** What a tokenizer writes for a character whose bytes are not all there yet. */
const unfinishedCharacter = '\ufffd';

/** Turns the tokens of one caption into text, in their order: each token's text is what it adds. */
export class TextWriter {
  readonly #tokenizer: Tokenizer;
  readonly #ids: number[] = [];
  #text = '';

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
  }

  add({ id, probability, attention }: GeneratedToken): CaptionToken {
    this.#ids.push(id);
    const whole = this.#tokenizer.decode(this.#ids);
    const text = whole.endsWith(unfinishedCharacter) ? '' : whole.slice(this.#text.length);
    this.#text += text;
    return { id, text, probability, ...(attention && { attention }) };
  }
}

/** A generation as a text. */
export function captionText(tokenizer: Tokenizer, generation: Generation): CaptionText {
  const writer = new TextWriter(tokenizer);
  const tokens = generation.tokens.map((token) => writer.add(token));
  const { score, logProbability, finishReason } = generation;
  return { caption: tokens.map(({ text }) => text).join(''), tokens, score, logProbability, finishReason };
}
