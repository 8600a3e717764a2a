import type { PreparedText } from './prepared-text.js';

/** What computes the states of texts; everything around it is the same for all text encoders. */
export interface TextNetwork<Output extends string = 'states'> {
  /** How many runs to call at once, to keep all threads at work; absent = one. */
  readonly runsAtOnce?: number;
  /**
   * Runs the network once.
   *
   * @param length - tokens of the longest text; the others are padded
   * @param output - what to compute
   * @returns the output, row by row: `states` are `[texts.length, length, width]`
   */
  run(texts: readonly PreparedText[], length: number, output: Output): Promise<Float32Array>;
  dispose(): Promise<void>;
}
