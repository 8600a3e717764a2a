import type { AttentionOutput } from '@crossattn/core';
import { vectors } from '../buffer/write-rows.js';
import { type FoldedBlock, rowRuns } from '../plan/folded-rows.js';
import type { KeyRange } from '../plan/segments.js';
import type { AttentionProblem } from './attention-problem.js';

/** The tensors of a result, zeros until blocks are written. */
export class AttentionResult {
  readonly #problem: AttentionProblem;
  readonly #output: Float32Array | Uint16Array;
  readonly #weights: Float32Array | Uint16Array | undefined;

  constructor(problem: AttentionProblem) {
    const { sizes, returnWeights } = problem;
    this.#problem = problem;
    const rows = sizes.batch * sizes.memoryRows * sizes.queryHeads * sizes.queries;
    this.#output = this.#allocate(rows * sizes.valueHeadSize);
    this.#weights = returnWeights ? this.#allocate(rows * sizes.keys) : undefined;
  }

  get tensors(): AttentionOutput {
    const { type, sizes } = this.#problem;
    const shape = (last: number) => [sizes.batch * sizes.memoryRows, sizes.queryHeads, sizes.queries, last];
    return {
      output: { type, shape: shape(sizes.valueHeadSize), data: this.#output },
      ...(this.#weights ? { weights: { type, shape: shape(sizes.keys), data: this.#weights } } : {}),
    };
  }

  /** Takes rows of the output, padded to whole vectors of four. */
  writeOutput(block: FoldedBlock, bytes: ArrayBuffer): void {
    const size = this.#problem.sizes.valueHeadSize;
    const padded = vectors(size) * 4;
    const from = this.#problem.type === 'float32' ? new Float32Array(bytes) : new Uint16Array(bytes);
    for (const { callRow, blockRow, count } of rowRuns(this.#problem.sizes, block)) {
      if (padded === size) this.#output.set(from.subarray(blockRow * size, (blockRow + count) * size), callRow * size);
      else
        for (let row = 0; row < count; row += 1) {
          const start = (blockRow + row) * padded;
          this.#output.set(from.subarray(start, start + size), (callRow + row) * size);
        }
    }
  }

  /** Takes the weights of a range of keys: one word each, which holds a float32 or the bits of a float16. */
  writeWeights(block: FoldedBlock, range: KeyRange, bytes: ArrayBuffer): void {
    if (!this.#weights) return;
    const { keys } = this.#problem.sizes;
    const from = this.#problem.type === 'float32' ? new Float32Array(bytes) : new Uint32Array(bytes);
    for (const { callRow, blockRow, count } of rowRuns(this.#problem.sizes, block))
      for (let row = 0; row < count; row += 1) {
        const start = (blockRow + row) * range.keys;
        this.#weights.set(from.subarray(start, start + range.keys), (callRow + row) * keys + range.firstKey);
      }
  }

  #allocate(length: number): Float32Array | Uint16Array {
    return this.#problem.type === 'float32' ? new Float32Array(length) : new Uint16Array(length);
  }
}
