/** A stretch of a text by UTF-16 offsets `[start, end)`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The part of a text around a place, about `room` characters long, that begins and ends between words. */
export function excerptAround(text: string, place: Stretch, room: number): Stretch {
  if (text.length <= room) return { start: 0, end: text.length };
  const spare = Math.max(0, room - (place.end - place.start));
  const before = Math.min(place.start, Math.max(spare / 2, spare - (text.length - place.end)));
  const from = Math.max(0, Math.floor(place.start - before));
  const to = Math.min(text.length, Math.ceil(place.end + spare - before));
  return {
    start: from === 0 ? 0 : firstBreak(text, from, place.start),
    end: to === text.length ? to : lastBreak(text, place.end, to),
  };
}

function firstBreak(text: string, from: number, limit: number): number {
  const gap = text.slice(from, limit).search(/\s/);
  return gap === -1 ? limit : from + gap + 1;
}

function lastBreak(text: string, limit: number, to: number): number {
  const gap = /\s\S*$/.exec(text.slice(limit, to));
  return gap ? limit + gap.index : limit;
}
