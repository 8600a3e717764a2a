import type { Slot } from '@crossattn/core';
import { markSpans, type TextMark } from './mark-spans.js';

/**
 * A text cut where its spans begin and end, each piece with the attention of the spans that cover it.
 *
 * @param index - which text, as the `text` of span slots counts
 */
export function textMarks(text: string, slots: readonly Slot[], weights: ArrayLike<number>, index = 0): TextMark[] {
  const spans = slots.flatMap((slot, position) =>
    slot.kind === 'span' && slot.text === index ? [{ ...slot, weight: weights[position] ?? 0 }] : [],
  );
  return markSpans(text, spans);
}
