import type { BoxSlot, Slot, SpanSlot, Tensor } from '@crossattn/core';
import { type AttendedText, type Exhibit, gatherEvidence, type Picture } from '../src/index.js';

/** A white pixel that says it is a photo of 70 x 70. */
export const picture: Picture = {
  url: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTX9kgAAAABJRU5ErkJggg==',
  width: 70,
  height: 70,
};

/** The cells of a 7 x 7 grid over a photo of 70 x 70. */
export const cells: readonly BoxSlot[] = Array.from({ length: 49 }, (_, cell) => ({
  kind: 'box',
  image: 0,
  left: (cell % 7) * 10,
  top: Math.floor(cell / 7) * 10,
  width: 10,
  height: 10,
}));

/** A span for every word of a text. */
export function wordSpans(text: string): SpanSlot[] {
  return [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => ({
    kind: 'span',
    text: 0,
    start: index,
    end: index + word.length,
  }));
}

/** A map `[1, 1, slots]`. */
export function mapOf(weights: ArrayLike<number>): Tensor<'float32'> {
  return { type: 'float32', shape: [1, 1, weights.length], data: Float32Array.from(weights) };
}

/** Weights of 1 at some slots, 0 elsewhere. */
export function only(slots: number, ...places: number[]): number[] {
  return Array.from({ length: slots }, (_, slot) => (places.includes(slot) ? 1 : 0));
}

/** A caption whose words looked at cells: `a` everywhere, `dog` at the top left, `runs` in the middle. */
export function captionOfADog(): AttendedText {
  const attention = [cells.map(() => 1), only(49, 0), only(49, 24)].map(mapOf);
  return {
    slots: cells,
    tokens: ['a', ' dog', ' runs'].map((text, index) => ({
      text,
      probability: 0.5,
      attention: attention[index] as Tensor<'float32'>,
    })),
  };
}

/** An answer of one word to a question: half of its attention at the photo's bottom right, half at a word of the question. */
export function answerTo(question: string, answer: string, attendedWord: number): Exhibit {
  const slots: Slot[] = [...cells, ...wordSpans(question)];
  const tokens = [{ text: answer, attention: mapOf(only(slots.length, 48, 49 + attendedWord)) }];
  return { evidence: gatherEvidence({ slots, tokens }), photos: [picture], texts: [question] };
}
