import type { FoldedRows, Tile } from '../memory/folded-rows.js';
import type { MemoryExtents } from '../memory/memory-extents.js';
import type { KeySegment } from '../memory/memory-segment.js';
import { type ComputeArray, type ComputeTensor, computeTensor, zeros } from '../tensor/compute-tensor.js';
import { spreadKeys } from './spread-keys.js';

/** Output and, where they were asked for, weights: of a tile, `[batches, heads, length, …]`, or of a call, `[B x R, Hq, M, …]`. */
export interface Attended {
  readonly output: ComputeTensor;
  readonly weights?: ComputeTensor;
}

/** Gathers the results of tiles. What no tile covers stays zero. */
export class Collector {
  readonly #folded: FoldedRows;
  readonly #memory: MemoryExtents;
  readonly #outputShape: readonly number[];
  readonly #weightsShape: readonly number[];
  readonly #type: ComputeTensor['type'];
  readonly #wantsWeights: boolean;
  #output: ComputeArray | undefined;
  #weights: ComputeArray | undefined;

  constructor(folded: FoldedRows, memory: MemoryExtents, wantsWeights: boolean, query: ComputeTensor) {
    const outer = query.shape.slice(0, 3);
    this.#folded = folded;
    this.#memory = memory;
    this.#type = query.type;
    this.#wantsWeights = wantsWeights;
    this.#outputShape = [...outer, memory.valueWidth];
    this.#weightsShape = [...outer, memory.keys];
  }

  /** @param tile - With batches counted in the whole memory. */
  add(segment: KeySegment, tile: Tile, result: Attended, deadRows: readonly number[]): void {
    const width = this.#memory.valueWidth;
    this.#output = this.#put(this.#output, this.#outputShape, result.output.data, width, tile);
    for (const row of deadRows) this.#output.fill(0, row * width, (row + 1) * width);
    if (result.weights !== undefined) {
      const { keys } = this.#memory;
      const spread = spreadKeys(result.weights, segment.kept, keys);
      this.#weights = this.#put(this.#weights, this.#weightsShape, spread, keys, tile);
      for (const row of deadRows) this.#weights.fill(0, row * keys, (row + 1) * keys);
    }
  }

  finish(): Attended {
    const output = this.#output ?? zeros(this.#type, elementCount(this.#outputShape));
    const tensor = computeTensor(this.#type, this.#outputShape, output);
    if (!this.#wantsWeights) return { output: tensor };
    const weights = this.#weights ?? zeros(this.#type, elementCount(this.#weightsShape));
    return { output: tensor, weights: computeTensor(this.#type, this.#weightsShape, weights) };
  }

  /** A tile that is the whole result is taken as it is. */
  #put(
    target: ComputeArray | undefined,
    shape: readonly number[],
    source: ComputeArray,
    width: number,
    tile: Tile,
  ): ComputeArray {
    const count = elementCount(shape);
    if (target === undefined && source.length === count && this.#folded.rows === 1) return source;
    const whole = target ?? zeros(this.#type, count);
    this.#folded.scatter(whole, source, width, tile);
    return whole;
  }
}

function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
