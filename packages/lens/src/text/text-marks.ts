import type { Slot } from '@crossattn/core';

/** A piece of a text, and how much it was looked at. */
export interface TextMark {
  readonly text: string;
  /** 0 to 1: its attention, against that of the most attended piece of the text. */
  readonly strength: number;
}

/**
 * A text cut where its spans begin and end, each piece with the attention of the spans that cover it.
 *
 * @param index - which text, as the `text` of span slots counts
 */
export function textMarks(text: string, slots: readonly Slot[], weights: ArrayLike<number>, index = 0): TextMark[] {
  const spans = slots.flatMap((slot, position) =>
    slot.kind === 'span' && slot.text === index ? [{ ...slot, weight: weights[position] ?? 0 }] : [],
  );
  const cuts = new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])]);
  const places = [...cuts].filter((place) => place <= text.length).sort((one, other) => one - other);
  const pieces = places.slice(0, -1).map((start, piece) => {
    const end = places[piece + 1] as number;
    const covering = spans.filter((span) => span.start <= start && span.end >= end);
    return { text: text.slice(start, end), weight: covering.reduce((sum, { weight }) => sum + weight, 0) };
  });
  const strongest = pieces.reduce((most, { weight }) => Math.max(most, weight), 0);
  return pieces.map(({ text: own, weight }) => ({ text: own, strength: strongest > 0 ? weight / strongest : 0 }));
}
