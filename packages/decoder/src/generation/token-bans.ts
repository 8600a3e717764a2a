import type { GeneratedToken } from './generation.js';
import { tokensRepeatingNgram } from './repeated-ngrams.js';

/** What a text must not say next. */
export interface TokenBans {
  /** Never written. */
  readonly banned: readonly number[];
  readonly end: number;
  /** The end token is banned until the text has this many. */
  readonly minTokens: number;
  /** Runs of this many tokens never repeat in the text; 0 allows them. */
  readonly noRepeatNgram: number;
}

/** Ids that are banned after `tokens`. */
export function bannedAfter(tokens: readonly GeneratedToken[], bans: TokenBans): number[] {
  const ids = [...bans.banned];
  if (tokens.length < bans.minTokens) ids.push(bans.end);
  if (bans.noRepeatNgram > 0) {
    ids.push(
      ...tokensRepeatingNgram(
        tokens.map((token) => token.id),
        bans.noRepeatNgram,
      ),
    );
  }
  return ids;
}

/** Calls `choose` while the banned tokens stand at -Infinity in `values`, and puts their values back. */
export function withoutBanned<Choice>(
  values: Float32Array,
  banned: readonly number[],
  choose: (values: Float32Array) => Choice,
): Choice {
  const saved = banned.map((id) => values[id] as number);
  for (const id of banned) values[id] = Number.NEGATIVE_INFINITY;
  const choice = choose(values);
  for (let i = banned.length - 1; i >= 0; i--) values[banned[i] as number] = saved[i] as number;
  return choice;
}
