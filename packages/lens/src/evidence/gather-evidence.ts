import type { Slot, Tensor } from '@crossattn/core';
import { LensError } from '../lens-error.js';
import { type Aggregation, defaultAggregation } from './aggregation.js';
import { contentWords } from './content-words.js';
import type { Evidence, EvidenceWord } from './evidence.js';
import { slotWeights } from './slot-weights.js';

/** A token of a written text; the tokens of `@crossattn/captioning` and `@crossattn/vqa` are such. */
export interface AttendedToken {
  /** What the token adds to the text, a space before a word included. */
  readonly text: string;
  readonly probability?: number;
  /** `[layers, heads, slots]` */
  readonly attention?: Tensor<'float32'>;
}

/** A written text as its tokens, and what its attention was spread over. */
export interface AttendedText {
  readonly tokens: readonly AttendedToken[];
  /** What each position of the memory stands for. */
  readonly slots: readonly Slot[];
}

/**
 * What each word of a written text looked at. A word of several tokens has the mean of their maps and the product of
 * their probabilities. A token that adds nothing by itself, such as the first bytes of a character, belongs to the next
 * that does.
 *
 * @param aggregation - how layers and heads are put together; a default that was chosen by measurement
 * @throws {@link LensError} `no-attention`, `invalid-attention`, `invalid-option`
 */
export function gatherEvidence(
  { tokens, slots }: AttendedText,
  aggregation: Aggregation = defaultAggregation,
): Evidence {
  const weights = tokens.map((token, index) => tokenWeights(token, index, slots.length, aggregation));
  const text = tokens.map((token) => token.text).join('');
  const segments = [...new Intl.Segmenter('en', { granularity: 'word' }).segment(text)].filter(
    ({ isWordLike }) => isWordLike,
  );
  const content = contentWords(segments.map(({ segment }) => segment));
  const ranges = tokenRanges(tokens);
  const words = segments.map(({ segment, index: start }, word): EvidenceWord => {
    const end = start + segment.length;
    const parts = [...tokens.keys()].filter((token) => {
      const range = ranges[token] as TokenRange;
      return range.end > start && range.start < end;
    });
    const probabilities = parts.flatMap((token) => tokens[token]?.probability ?? []);
    return {
      text: segment,
      start,
      end,
      content: content[word] as boolean,
      ...(probabilities.length === parts.length && {
        probability: probabilities.reduce((product, probability) => product * probability, 1),
      }),
      weights: meanOf(
        parts.map((token) => weights[token] as Float64Array),
        slots.length,
      ),
    };
  });
  return { text, words, slots };
}

function tokenWeights(token: AttendedToken, index: number, slots: number, aggregation: Aggregation): Float64Array {
  const name = `tokens[${index}] (${JSON.stringify(token.text)})`;
  if (token.attention === undefined) {
    throw new LensError('no-attention', `${name}: expected an attention map; ask for it with the option attention`);
  }
  const weights = slotWeights(token.attention, aggregation);
  if (weights.length === slots) return weights;
  throw new LensError('invalid-attention', `${name}: expected attention over ${slots} slots, got ${weights.length}`);
}

interface TokenRange {
  readonly start: number;
  readonly end: number;
}

/** Where each token's text stands in the whole text; of a token without any, where that of the next stands. */
function tokenRanges(tokens: readonly AttendedToken[]): TokenRange[] {
  let start = 0;
  const own = tokens.map(({ text }) => {
    const range = { start, end: start + text.length };
    start = range.end;
    return range;
  });
  let end = start;
  return own
    .toReversed()
    .map((range) => {
      if (range.end > range.start) end = range.end;
      return { start: range.start, end };
    })
    .toReversed();
}

function meanOf(parts: readonly Float64Array[], length: number): Float64Array<ArrayBuffer> {
  return new Float64Array(length).map(
    (_, slot) => parts.reduce((sum, weights) => sum + (weights[slot] as number), 0) / parts.length,
  );
}
