import type { TextOutput } from './text-output.js';

/** `live`: one line that is written over; `sparse`: a line now and then, for a log. */
export type ProgressStyle = 'live' | 'sparse' | 'none';

export interface ProgressWork {
  /** Undefined where nobody knows. */
  readonly total: number | undefined;
  /** In the plural. */
  readonly noun: string;
}

/** Milliseconds from the start to the first line, and from line to line. */
const pauses = { live: { first: 2_000, next: 200 }, sparse: { first: 15_000, next: 15_000 } };

const eraseLine = '\r\u001b[2K';

/** How far long work has come, on standard error. Short work shows nothing. */
export class Progress {
  readonly #output: TextOutput;
  readonly #total: number | undefined;
  readonly #noun: string;
  readonly #style: ProgressStyle;
  readonly #now: () => number;
  readonly #start: number;
  #done = 0;
  #next: number;
  #lineShown = false;

  /** `work` is how many there are of what, such as 12 photos. */
  constructor(output: TextOutput, work: ProgressWork, style: ProgressStyle, now: () => number = Date.now) {
    this.#output = output;
    this.#total = work.total;
    this.#noun = work.noun;
    this.#style = style;
    this.#now = now;
    this.#start = now();
    this.#next = this.#start + (style === 'none' ? Infinity : pauses[style].first);
  }

  /** One more is done. */
  async advance(): Promise<void> {
    this.#done += 1;
    const now = this.#now();
    if (this.#style === 'none' || now < this.#next || this.#done === this.#total) return;
    this.#next = now + pauses[this.#style].next;
    const of = this.#total === undefined ? '' : ` of ${this.#total}`;
    const rate = (this.#done / (now - this.#start)) * 1_000;
    const text = `${this.#done}${of} ${this.#noun}, ${rate.toFixed(1)} a second`;
    this.#lineShown = this.#style === 'live';
    await this.#output.write(this.#style === 'live' ? `${eraseLine}${text}` : `${text}\n`);
  }

  /** Takes the live line away, before something else is printed and at the end. */
  async clear(): Promise<void> {
    if (!this.#lineShown) return;
    this.#lineShown = false;
    await this.#output.write(eraseLine);
  }
}
