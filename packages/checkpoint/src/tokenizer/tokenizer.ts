import type { TokenSpan } from './spans/token-span.js';

/** Turns text into token ids and back. */
export interface Tokenizer {
  /** Number of tokens; ids run from 0 to `size - 1`. */
  readonly size: number;
  /**
   * The ids of a text, without the special tokens that a model may want around it.
   *
   * @throws CheckpointError `unknown-token` for text that a vocabulary without an unknown token cannot write.
   */
  encode(text: string): number[];
  /**
   * The ids of `encode`, each with the part of the text that it stands for; true for every script, whatever the
   * tokenizer makes of the text's characters.
   *
   * @throws CheckpointError as `encode`; `unsupported-tokenizer` where the places of its tokens cannot be told.
   */
  encodeSpans(text: string): TokenSpan[];
  /**
   * The text of some ids; special tokens are left out.
   *
   * @throws CheckpointError `unknown-token` for an id outside the vocabulary.
   */
  decode(ids: readonly number[]): string;
  /**
   * One token by itself, as the vocabulary writes it (`Ġdog`, `▁dog`, `<end>`).
   *
   * @throws CheckpointError `unknown-token` for an id outside the vocabulary.
   */
  tokenText(id: number): string;
  /** The id of a token as the vocabulary writes it. */
  idOf(token: string): number | undefined;
}
