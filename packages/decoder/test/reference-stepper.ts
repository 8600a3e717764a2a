import type { Memory } from '@crossattn/core';
import type { StepOptions, StepOutput, StepRow, TokenStepper } from '../src/generation/token-stepper.js';
import { referenceDecoder, referenceLogSoftmax } from './reference-decoder.js';
import type { tinyCheckpoint } from './tiny-checkpoint.js';

/** Steps by computing every text anew with the float64 reference. */
export class ReferenceStepper implements TokenStepper {
  readonly vocabularySize: number;
  readonly #checkpoint: ReturnType<typeof tinyCheckpoint>;
  readonly #memory: Memory;
  #texts: readonly (readonly number[])[] = [];

  constructor(checkpoint: ReturnType<typeof tinyCheckpoint>, memory: Memory) {
    this.vocabularySize = checkpoint.config.decoder.vocabularySize;
    this.#checkpoint = checkpoint;
    this.#memory = memory;
  }

  async step(rows: readonly StepRow[], _options: StepOptions): Promise<StepOutput> {
    const texts = rows.map(({ parent, tokens }) => [...(this.#texts[parent] ?? []), ...tokens]);
    const logits = await Promise.all(
      rows.map(async ({ source }, row) => {
        const result = await referenceDecoder(this.#checkpoint, this.#memory, source, texts[row] as number[]);
        return referenceLogSoftmax([...(result.logits.at(-1) ?? [])]);
      }),
    );
    this.#texts = texts;
    return { logProbabilities: Float32Array.from(logits.flat()) };
  }
}
