import type { EncoderIdentity, Memory } from '@crossattn/core';
import type { PreparedText } from './prepared-text.js';
import type { TextOptions } from './text-options.js';
import type { WindowOptions } from './window-options.js';

/** A text, or one that was prepared. */
export type TextInput = string | PreparedText;

/** Turns texts into a memory that a decoder queries. */
export interface TextEncoder extends AsyncDisposable {
  /** Which encoder with which weights this is; every memory carries it. */
  readonly identity: EncoderIdentity;
  /** Most positions of a memory row, special tokens included. */
  readonly maxLength: number;
  /** Size of a state. */
  readonly width: number;
  /**
   * Checks a text and turns it into tokens, without encoding it: where each text of a batch may fail on its own.
   *
   * @throws {@link TextError} `invalid-text`, `empty-text`, `text-too-long`, `unknown-text`, `invalid-option`
   */
  prepare(text: string, options?: Omit<TextOptions, 'signal'>): PreparedText;
  /**
   * Checks a text of any length and turns it into windows that each fit, one beginning a stride of tokens after the
   * other, until the text is covered. Spans count in the whole text.
   *
   * @throws {@link TextError} `invalid-text`, `empty-text`, `unknown-text`; `invalid-option` for a window that the encoder has no room for
   */
  prepareWindows(text: string, windows: WindowOptions): PreparedText[];
  /**
   * How many tokens a text of any length has, special ones not counted: what splits a document into passages that fit.
   *
   * @throws {@link TextError} `invalid-text`
   */
  countTokens(text: string): number;
  /**
   * Encodes texts, one memory row each. A slot is the span of a token in its text, or a special token of the model.
   * Shorter rows are padded at the end with zeros that the mask hides.
   *
   * @param texts - texts, and texts that were prepared; one text alone is a batch of one
   * @returns states `[texts.length, longest, width]`
   * @throws {@link TextError} where a text is refused: nothing is returned then; `no-texts`, `disposed`
   */
  encode(texts: string | PreparedText | readonly (string | PreparedText)[], options?: TextOptions): Promise<Memory>;
  /** Frees the network, after the texts that are being encoded. */
  dispose(): Promise<void>;
}
