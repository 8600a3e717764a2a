import { floatValues, type QueryCall } from '@crossattn/core';
import type { FoldedRows, Tile } from '../memory/folded-rows.js';
import type { KeySegment } from '../memory/memory-segment.js';
import {
  type ComputeArray,
  type ComputeTensor,
  type ComputeType,
  computeTensor,
  zeros,
} from '../tensor/compute-tensor.js';
import { BroadcastReader } from './broadcast-reader.js';

/** What is added to the scores of a tile. */
export interface TileBias {
  /** `[batches | 1, heads | 1, length | 1, keys]`; `-Infinity` where a query may not attend. */
  readonly bias: ComputeTensor;
  /** Folded positions that may attend to nothing, as rows of `[B x R, Hq, M]`; their bias is 0, their result is not used. */
  readonly deadRows: readonly number[];
}

/** Joins the mask and bias of a call with the key weights of a memory, in the form that the folded scores need. */
export class ScoreBias {
  readonly #folded: FoldedRows;
  readonly #mask: { readonly data: Uint8Array; readonly reader: BroadcastReader } | undefined;
  readonly #bias: { readonly data: ArrayLike<number>; readonly reader: BroadcastReader } | undefined;

  constructor(call: QueryCall, folded: FoldedRows) {
    this.#folded = folded;
    this.#mask = call.mask && { data: call.mask.data, reader: new BroadcastReader(call.mask.shape) };
    this.#bias = call.bias && { data: floatValues(call.bias), reader: new BroadcastReader(call.bias.shape) };
  }

  /** Whether scores of this segment need a bias at all. */
  needed(segment: KeySegment): boolean {
    return this.#mask !== undefined || this.#bias !== undefined || segment.keyBias !== undefined;
  }

  tile(segment: KeySegment, tile: Tile, type: ComputeType): TileBias {
    const { batches, heads, length } = this.#extents(segment, tile);
    const { keys } = segment;
    const data = zeros(type, batches * heads * length * keys);
    const deadRows: number[] = [];
    let at = 0;
    for (let batch = 0; batch < batches; batch += 1) {
      for (let head = 0; head < heads; head += 1) {
        for (let position = 0; position < length; position += 1, at += keys) {
          const place = {
            batch: tile.firstBatch + batch,
            head: tile.firstHead + head,
            position: tile.start + position,
          };
          const alive = this.#fillRow(data.subarray(at, at + keys), segment, place);
          if (alive) continue;
          data.fill(0, at, at + keys);
          this.#bury(deadRows, segment, tile, { batch, head, position }, { batches, heads, length });
        }
      }
    }
    return { bias: computeTensor(type, [batches, heads, length, keys], data), deadRows };
  }

  /** Sets weights to 0 where a query may not attend; gives the rows that may attend to nothing. */
  silence(weights: ComputeArray, segment: KeySegment, tile: Tile, type: ComputeType): readonly number[] {
    const { bias, deadRows } = this.tile(segment, tile, type);
    const [batches = 1, heads = 1, length = 1, keys = 0] = bias.shape;
    let at = 0;
    for (let batch = 0; batch < tile.batches; batch += 1) {
      for (let head = 0; head < tile.heads; head += 1) {
        for (let position = 0; position < tile.length; position += 1) {
          const row = ((batches === 1 ? 0 : batch) * heads + (heads === 1 ? 0 : head)) * length;
          const start = (row + (length === 1 ? 0 : position)) * keys;
          for (let key = 0; key < keys; key += 1, at += 1) {
            if (bias.data[start + key] === Number.NEGATIVE_INFINITY) weights[at] = 0;
          }
        }
      }
    }
    return deadRows;
  }

  /** The sizes of the bias: 1 where nothing differs along an axis. */
  #extents(segment: KeySegment, tile: Tile): Extents {
    const readers = [this.#mask?.reader, this.#bias?.reader].filter((reader) => reader !== undefined);
    const { groups, rows } = this.#folded;
    const batches = readers.some((reader) => reader.variesOverBatches);
    const heads = readers.some((reader) => reader.variesOverHeads);
    const queries = readers.some((reader) => reader.variesOverQueries);
    return {
      batches: batches || segment.keyBias !== undefined || segment.kept !== undefined ? tile.batches : 1,
      heads: heads ? tile.heads : 1,
      length: queries || (heads && groups > 1) || (batches && rows > 1) ? tile.length : 1,
    };
  }

  /** Writes the bias of one query; false where it may attend to nothing. */
  #fillRow(target: ComputeArray, segment: KeySegment, place: Place): boolean {
    const { groups, queries, rows } = this.#folded;
    const row = Math.floor(place.position / (groups * queries));
    const batch = (segment.firstBatch + place.batch) * rows + row;
    const head = place.head * groups + (Math.floor(place.position / queries) % groups);
    const query = place.position % queries;
    const kept = segment.kept?.[place.batch];
    const mask = this.#mask;
    const bias = this.#bias;
    const maskStart = mask?.reader.start(batch, head, query) ?? 0;
    const maskStride = mask?.reader.keyStride ?? 0;
    const biasStart = bias?.reader.start(batch, head, query) ?? 0;
    const biasStride = bias?.reader.keyStride ?? 0;
    let alive = false;
    for (let index = 0; index < target.length; index += 1) {
      const key = kept === undefined ? index : (kept[index] ?? 0);
      let sum = mask === undefined || mask.data[maskStart + key * maskStride] !== 0 ? 0 : Number.NEGATIVE_INFINITY;
      if (sum === 0 && bias !== undefined) sum = bias.data[biasStart + key * biasStride] ?? 0;
      if (sum !== Number.NEGATIVE_INFINITY) {
        alive = true;
        sum += segment.keyBias?.[place.batch * target.length + index] ?? 0;
      }
      target[index] = sum;
    }
    return alive;
  }

  /** Notes the rows that a dead bias row stands for: several where it broadcasts. */
  #bury(deadRows: number[], segment: KeySegment, tile: Tile, at: Place, extents: Extents): void {
    const range = (extent: number, whole: number, index: number): readonly [number, number] =>
      extent === 1 ? [0, whole] : [index, index + 1];
    const [batchStart, batchEnd] = range(extents.batches, tile.batches, at.batch);
    const [headStart, headEnd] = range(extents.heads, tile.heads, at.head);
    const [start, end] = range(extents.length, tile.length, at.position);
    for (let batch = batchStart; batch < batchEnd; batch += 1) {
      for (let head = headStart; head < headEnd; head += 1) {
        for (let position = start; position < end; position += 1) {
          const memoryBatch = segment.firstBatch + tile.firstBatch + batch;
          deadRows.push(this.#folded.row(memoryBatch, tile.firstHead + head, tile.start + position));
        }
      }
    }
  }
}

interface Place {
  readonly batch: number;
  readonly head: number;
  readonly position: number;
}

interface Extents {
  readonly batches: number;
  readonly heads: number;
  readonly length: number;
}
