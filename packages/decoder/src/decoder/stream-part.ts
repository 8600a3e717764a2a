import type { GeneratedToken, Generation } from '../generation/generation.js';

/** A text grew by a token. */
export interface TokenPart {
  readonly type: 'token';
  /** Which memory of the batch. */
  readonly item: number;
  /** The token's place in the text, from 0. */
  readonly index: number;
  readonly token: GeneratedToken;
}

/** A text is finished. */
export interface GenerationEndPart {
  readonly type: 'generation-end';
  /** Which memory of the batch. */
  readonly item: number;
  /** The whole text. */
  readonly generation: Generation;
}

/** What a stream brings: the tokens of all texts as they are chosen, and each text once it is finished. */
export type StreamPart = TokenPart | GenerationEndPart;
