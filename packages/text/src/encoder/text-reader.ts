import type { Tokenizer, TokenSpan } from '@crossattn/checkpoint';
import type { Slot } from '@crossattn/core';
import { checkNames } from './check-names.js';
import type { PreparedText } from './prepared-text.js';
import { TextError } from './text-error.js';
import type { CheckedTextOptions } from './text-options.js';
import { type TokenizedBeginning, tokenizeBeginning } from './tokenize-beginning.js';
import type { WindowOptions } from './window-options.js';

/** How an encoder wants its tokens. */
export interface TokenFrame {
  /** Most tokens, special ones included. */
  readonly maxLength: number;
  /** Ids of special tokens before and behind the text. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** The id of the token that stands for unknown words. */
  readonly unknown: number | undefined;
}

/** Turns texts into the tokens that an encoder sees. */
export class TextReader {
  readonly #tokenizer: Tokenizer;
  readonly #frame: TokenFrame;

  constructor(tokenizer: Tokenizer, frame: TokenFrame) {
    this.#tokenizer = tokenizer;
    this.#frame = frame;
  }

  /**
   * Checks and reads one text.
   *
   * @param index - of the text in the list that was given; `undefined` where it was given alone
   * @throws {@link TextError} `invalid-text`, `empty-text`, `text-too-long`, `unknown-text`
   */
  read(text: unknown, index: number | undefined, options: CheckedTextOptions): PreparedText {
    const name = index === undefined ? 'text' : `texts[${index}]`;
    const checked = checkText(text, name);
    const room = Math.min(this.#room, options.maxTokens);
    const beginning = tokenizeBeginning(this.#tokenizer, checked, room);
    refuseEmpty(checked, beginning.tokens, name);
    this.#refuseUnknown(checked, beginning.tokens, name);
    return this.#framed(checked, cut(beginning, room, name, index ?? 0, options));
  }

  /**
   * Reads one text of any length as windows that each fit.
   *
   * @throws {@link TextError} `invalid-text`, `empty-text`, `unknown-text`, `invalid-option`
   */
  readWindows(text: unknown, options: WindowOptions): PreparedText[] {
    checkNames(options, ['length', 'stride']);
    const { length, stride } = options;
    const whole = (value: unknown, most: number) =>
      Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= most;
    if (!whole(length, this.#room)) {
      throw new TextError('invalid-option', `length: expected a whole number from 1 to ${this.#room}, came ${length}`);
    }
    if (!whole(stride, length)) {
      throw new TextError('invalid-option', `stride: expected a whole number from 1 to ${length}, came ${stride}`);
    }
    const checked = checkText(text, 'text');
    const tokens = this.#tokenizer.encodeSpans(checked);
    refuseEmpty(checked, tokens, 'text');
    this.#refuseUnknown(checked, tokens, 'text');
    const windows: PreparedText[] = [];
    for (let first = 0; first === 0 || first + length - stride < tokens.length; first += stride) {
      windows.push(this.#framed(checked, tokens.slice(first, first + length)));
    }
    return windows;
  }

  /** @throws {@link TextError} `invalid-text` */
  count(text: unknown): number {
    return this.#tokenizer.encode(checkText(text, 'text')).length;
  }

  /** Most tokens between the special ones. */
  get #room(): number {
    const { maxLength, before, after } = this.#frame;
    return maxLength - before.length - after.length;
  }

  #framed(text: string, kept: readonly TokenSpan[]): PreparedText {
    const { before, after } = this.#frame;
    return {
      text,
      ids: [...before, ...kept.map(({ id }) => id), ...after],
      slots: [
        ...before.map((id) => this.#special(id)),
        ...kept.map(({ start, end }): Slot => ({ kind: 'span', text: 0, start, end })),
        ...after.map((id) => this.#special(id)),
      ],
    };
  }

  /** What is made of a text without a single known word, punctuation aside, would be made up. */
  #refuseUnknown(text: string, tokens: readonly TokenSpan[], name: string): void {
    const words = tokens.filter(({ start, end }) => /[^\s\p{P}]/u.test(text.slice(start, end)));
    if (words.length === 0 || words.some(({ id }) => id !== this.#frame.unknown)) return;
    throw new TextError(
      'unknown-text',
      `${name}: expected words of the model's vocabulary, came ${quote(text)}, none of whose words is known`,
    );
  }

  #special(id: number): Slot {
    return { kind: 'special', name: this.#tokenizer.tokenText(id) };
  }
}

function checkText(text: unknown, name: string): string {
  if (typeof text === 'string') return text;
  throw new TextError('invalid-text', `${name}: expected a text, came ${describeKind(text)}`);
}

function refuseEmpty(text: string, tokens: readonly TokenSpan[], name: string): void {
  if (tokens.length > 0) return;
  throw new TextError('empty-text', `${name}: expected words, came ${text === '' ? 'an empty text' : quote(text)}`);
}

/** The tokens that there is room for. */
function cut(
  { tokens, complete }: TokenizedBeginning,
  room: number,
  name: string,
  index: number,
  { overlong, onTruncation }: CheckedTextOptions,
): readonly TokenSpan[] {
  if (tokens.length <= room) return tokens;
  const kept = tokens.slice(0, room);
  const { end } = kept.at(-1) as TokenSpan;
  const came = complete ? tokens.length : `at least ${tokens.length}`;
  const counts = `${name}: expected at most ${room} tokens, came ${came}`;
  if (overlong === 'refuse') throw new TextError('text-too-long', `${counts}; it is full at offset ${end}`);
  onTruncation({
    text: index,
    end,
    tokensRead: room,
    tokensGiven: tokens.length,
    message: `${counts}; what follows offset ${end} was not read`,
  });
  return kept;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

function describeKind(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? (value.constructor?.name ?? 'an object') : typeof value;
}
