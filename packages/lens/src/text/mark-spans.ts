/** A piece of a text by UTF-16 offsets `[start, end)`, with the attention that it got. */
export interface WeighedSpan {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/** A piece of a text, and how much it was looked at. */
export interface TextMark {
  readonly text: string;
  /** 0 to 1: its attention, against that of the most attended piece of the text. */
  readonly strength: number;
}

/** A text cut where its spans begin and end, each piece with the attention of the spans that cover it. */
export function markSpans(text: string, spans: readonly WeighedSpan[]): TextMark[] {
  const cuts = new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])]);
  const places = [...cuts].filter((place) => place >= 0 && place <= text.length).sort((one, other) => one - other);
  const pieces = places.slice(0, -1).map((start, piece) => {
    const end = places[piece + 1] as number;
    const covering = spans.filter((span) => span.start <= start && span.end >= end);
    return { text: text.slice(start, end), weight: covering.reduce((sum, { weight }) => sum + weight, 0) };
  });
  const strongest = pieces.reduce((most, { weight }) => Math.max(most, weight), 0);
  return pieces.map(({ text: own, weight }) => ({ text: own, strength: strongest > 0 ? weight / strongest : 0 }));
}
