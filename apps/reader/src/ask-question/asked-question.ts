import type { Answer, PassageAttention } from '@crossattn/reading';
import type { StoredPassage } from '@crossattn/retrieval';

/** A question with what was found, as all outputs show it. */
export interface AskedQuestion {
  readonly question: string;
  /** Best first; "not in these passages" is among them with the answer null. */
  readonly answers: readonly Answer[];
  /** How many answers that stand in passages are wanted. */
  readonly topK: number;
  /** In the order that citations count. */
  readonly passages: readonly AttendedPassage[];
  readonly milliseconds: { readonly load: number; readonly search: number; readonly read: number };
}

/** A passage that was read, and what the reader looked at in it. */
export interface AttendedPassage {
  readonly passage: StoredPassage;
  readonly attention: PassageAttention;
}
