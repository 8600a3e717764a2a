import type { Tile } from './folded-rows.js';

/** Below this many rows a product reads its keys too often to be worth computing all heads at once. */
const fewestRows = 32;

/** Cuts folded queries into blocks whose scores take at most `limit` bytes, or one row of scores where that is more. */
export function* tiles(
  batches: number,
  heads: number,
  length: number,
  scoreRowBytes: number,
  limit: number,
): Generator<Tile> {
  const together = Math.floor(limit / (batches * heads * scoreRowBytes));
  if (together >= Math.min(length, fewestRows)) {
    for (const [start, count] of pieces(length, together)) {
      yield { firstBatch: 0, batches, firstHead: 0, heads, start, length: count };
    }
    return;
  }
  const alone = Math.max(1, Math.floor(limit / scoreRowBytes));
  for (let firstBatch = 0; firstBatch < batches; firstBatch += 1) {
    for (let firstHead = 0; firstHead < heads; firstHead += 1) {
      for (const [start, count] of pieces(length, alone)) {
        yield { firstBatch, batches: 1, firstHead, heads: 1, start, length: count };
      }
    }
  }
}

function* pieces(length: number, most: number): Generator<readonly [start: number, count: number]> {
  const size = Math.ceil(length / Math.ceil(length / most));
  for (let start = 0; start < length; start += size) yield [start, Math.min(size, length - start)];
}
