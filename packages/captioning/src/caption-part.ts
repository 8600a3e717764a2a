import type { Caption, CaptionToken } from './caption.js';

/** What a stream yields: a part for every token, then one with the whole caption. */
export type CaptionPart = CaptionTokenPart | CaptionEndPart;

export interface CaptionTokenPart {
  readonly type: 'token';
  /** The token's place in the caption, from 0. */
  readonly index: number;
  readonly token: CaptionToken;
}

export interface CaptionEndPart {
  readonly type: 'caption-end';
  readonly caption: Caption;
}
