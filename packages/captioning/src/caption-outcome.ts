import type { Caption } from './caption.js';

/** What became of one of many photos. */
export type CaptionOutcome = CaptionSuccess | CaptionFailure;

export interface CaptionSuccess {
  readonly type: 'caption';
  /** Which input, from 0. */
  readonly index: number;
  readonly caption: Caption;
}

export interface CaptionFailure {
  readonly type: 'error';
  /** Which input, from 0. */
  readonly index: number;
  /** As a single call would have thrown it. */
  readonly error: unknown;
}
