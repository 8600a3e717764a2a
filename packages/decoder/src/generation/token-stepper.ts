import type { Tensor } from '@crossattn/core';

/** A text that one step continues. */
export interface StepRow {
  /** Which memory the row queries: its index in the batch. Rows come ordered by it. */
  readonly source: number;
  /** Index, among the rows of the step before, of the row that this one continues; -1 starts an empty row. */
  readonly parent: number;
  /** Token ids that are appended; at least one. */
  readonly tokens: readonly number[];
}

export interface StepOptions {
  /** Whether attention maps will be asked of the output. */
  readonly attention: boolean;
}

export interface StepOutput {
  /** Natural logarithms of the next token's probabilities, `[rows, vocabularySize]`. */
  readonly logProbabilities: Float32Array;
  /** `[layers, heads, length]`: what one row's last token attended to. There when the step was asked for maps. */
  attention?(row: number): Tensor<'float32'>;
}

/**
 * What generation needs of a model: it continues texts, one step a call, and remembers the rows of its last step.
 *
 * A row of a step may continue any row of the step before; several may continue the same one (beams), and rows that
 * nobody continues are forgotten.
 */
export interface TokenStepper {
  readonly vocabularySize: number;
  step(rows: readonly StepRow[], options: StepOptions): Promise<StepOutput>;
}
