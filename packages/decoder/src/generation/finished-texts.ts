import type { Generation } from './generation.js';

/** The best finished texts of one memory, best first; at most as many as are wanted. */
export class FinishedTexts {
  readonly #wanted: number;
  readonly #texts: Generation[] = [];

  constructor(wanted: number) {
    this.#wanted = wanted;
  }

  get texts(): readonly Generation[] {
    return this.#texts;
  }

  /** Keeps the text where it is among the best; of equals the first that came. */
  add(text: Generation): void {
    let place = this.#texts.length;
    while (place > 0 && (this.#texts[place - 1] as Generation).score < text.score) place--;
    this.#texts.splice(place, 0, text);
    if (this.#texts.length > this.#wanted) this.#texts.pop();
  }

  /** Whether a text of this score could still displace one that is kept. */
  couldImprove(score: number): boolean {
    const last = this.#texts.at(-1);
    return last === undefined || this.#texts.length < this.#wanted || score > last.score;
  }
}
