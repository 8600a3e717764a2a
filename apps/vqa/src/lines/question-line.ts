import type { Memory } from '@crossattn/core';

/** A photo that can be asked, on the disk or encoded already. */
export type AskedImage = { readonly image: string | Uint8Array } | { readonly memory: Memory };

/** A question to a photo, or why there is none. */
export type QuestionLine = AskedLine | FailedLine;

export interface AskedLine {
  /** How results call the photo: as the person named it. */
  readonly name: string;
  readonly question: string;
  readonly photo: AskedImage;
  /** Answers to choose among, where this question has its own. */
  readonly candidates?: readonly string[];
}

export interface FailedLine {
  /** Null where the line does not say. */
  readonly name: string | null;
  readonly question: string | null;
  readonly error: unknown;
}
