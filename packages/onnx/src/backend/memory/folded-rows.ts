import type { ComputeArray, ComputeType } from '../tensor/compute-tensor.js';
import { zeros } from '../tensor/compute-tensor.js';

/** A block of the folded queries: memory batches, key/value heads, and positions of the folded length. */
export interface Tile {
  readonly firstBatch: number;
  readonly batches: number;
  readonly firstHead: number;
  readonly heads: number;
  readonly start: number;
  readonly length: number;
}

/**
 * How queries `[B x R, Hq, M, width]` fold into `[B, Hkv, L, width]` with `L = R x G x M`, where `G` query heads share
 * a key/value head: queries have no order among each other, so rows, grouped heads and positions are all the same to
 * a key, and keys and values are never repeated.
 */
export class FoldedRows {
  readonly rows: number;
  readonly groups: number;
  readonly queries: number;
  readonly heads: number;

  constructor(query: readonly number[], heads: number, rows: number) {
    const [, queryHeads = 0, queries = 0] = query;
    this.rows = rows;
    this.heads = heads;
    this.groups = queryHeads / heads;
    this.queries = queries;
  }

  /** `L` */
  get length(): number {
    return this.rows * this.groups * this.queries;
  }

  /** The elements of a tile, `[batches, heads, length, width]`: a view where they lie together, else a copy. */
  gather(type: ComputeType, source: ComputeArray, width: number, tile: Tile): ComputeArray {
    const start = this.#contiguousStart(tile);
    const count = tile.batches * tile.heads * tile.length * width;
    if (count === source.length && start !== undefined) return source;
    if (start !== undefined) return source.subarray(start * width, start * width + count);
    const target = zeros(type, count);
    this.#eachRun(tile, (row, at, length) => {
      target.set(source.subarray(row * width, (row + length) * width), at * width);
    });
    return target;
  }

  /** Puts the elements of a tile back to where they belong in `[B x R, Hq, M, width]`. */
  scatter(target: ComputeArray, source: ComputeArray, width: number, tile: Tile): void {
    this.#eachRun(tile, (row, at, length) => {
      target.set(source.subarray(at * width, (at + length) * width), row * width);
    });
  }

  /** The row of `[B x R, Hq, M]` that a folded position stands for. */
  row(batch: number, head: number, position: number): number {
    const block = this.groups * this.queries;
    const row = Math.floor(position / block);
    return ((batch * this.rows + row) * this.heads + head) * block + (position % block);
  }

  /** Whether a tile is one piece of `[B x R, Hq, M]`, and where it begins. */
  #contiguousStart(tile: Tile): number | undefined {
    const wholeLength = tile.length === this.length && this.rows === 1;
    const single = tile.batches === 1 && (tile.heads === 1 || wholeLength);
    const block = this.groups * this.queries;
    const oneRow = Math.floor(tile.start / block) === Math.floor((tile.start + tile.length - 1) / block);
    const whole = wholeLength && tile.heads === this.heads;
    return whole || (single && oneRow) ? this.row(tile.firstBatch, tile.firstHead, tile.start) : undefined;
  }

  /** Calls `visit(row, at, length)` for each run of rows that lie together in both layouts. */
  #eachRun(tile: Tile, visit: (row: number, at: number, length: number) => void): void {
    const block = this.groups * this.queries;
    let at = 0;
    for (let batch = tile.firstBatch; batch < tile.firstBatch + tile.batches; batch += 1) {
      for (let head = tile.firstHead; head < tile.firstHead + tile.heads; head += 1) {
        for (let position = tile.start; position < tile.start + tile.length; ) {
          const end = Math.min(tile.start + tile.length, (Math.floor(position / block) + 1) * block);
          visit(this.row(batch, head, position), at, end - position);
          at += end - position;
          position = end;
        }
      }
    }
  }
}
