import type { StepOptions, StepOutput, StepRow, TokenStepper } from '../src/generation/token-stepper.js';

/** Next-token probabilities after all tokens of a row, the prompt among them. */
export type ToyModel = (source: number, tokens: readonly number[]) => readonly number[];

/** A model of a few words whose distributions are written by hand; it checks what it is asked. */
export class ToyStepper implements TokenStepper {
  readonly vocabularySize: number;
  /** Rows of each step so far. */
  readonly steps: (readonly StepRow[])[] = [];
  readonly #model: ToyModel;
  #rows: readonly { source: number; tokens: readonly number[] }[] = [];

  constructor(vocabularySize: number, model: ToyModel) {
    this.vocabularySize = vocabularySize;
    this.#model = model;
  }

  async step(rows: readonly StepRow[], options: StepOptions): Promise<StepOutput> {
    if (rows.length === 0) throw new Error('a step without rows');
    const previous = this.#rows;
    const current = rows.map(({ source, parent, tokens }) => {
      if (parent < 0) return { source, tokens };
      const before = previous[parent];
      if (before?.source !== source) throw new Error(`row continues ${parent}, which is none of its own memory`);
      return { source, tokens: [...before.tokens, ...tokens] };
    });
    for (let i = 1; i < rows.length; i++) {
      if ((rows[i] as StepRow).source < (rows[i - 1] as StepRow).source) throw new Error('rows out of order');
    }
    this.steps.push(rows);
    this.#rows = current;
    const logProbabilities = Float32Array.from(
      current.flatMap(({ source, tokens }) => this.#model(source, tokens).map((chance) => Math.log(chance))),
    );
    if (!options.attention) return { logProbabilities };
    return {
      logProbabilities,
      // A map that tells whose it is: the memory, how many tokens were read, and the last of them.
      attention: (row) => {
        const { source, tokens } = current[row] as { source: number; tokens: readonly number[] };
        return { type: 'float32', shape: [1, 1, 3], data: Float32Array.of(source, tokens.length, tokens.at(-1) ?? -1) };
      },
    };
  }
}

/** Probabilities that depend on every token before, the same on each call: a hash of the tokens, normalised. */
export function hashedModel(vocabularySize: number, sharpness = 3): ToyModel {
  return (source, tokens) => {
    let state = 2166136261 ^ source;
    for (const token of tokens) state = Math.imul(state ^ (token + 1), 16777619);
    const weights = Array.from({ length: vocabularySize }, (_, id) => {
      let mixed = Math.imul(state ^ Math.imul(id + 1, 0x9e3779b1), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      return Math.exp((sharpness * ((mixed ^ (mixed >>> 16)) >>> 0)) / 2 ** 32);
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  };
}
