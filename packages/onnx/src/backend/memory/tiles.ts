import type { Tile } from './folded-rows.js';
import { pieces } from './pieces.js';

/** From this many rows on, what a product spends on repacking its keys hardly counts. */
const enoughRows = 256;

/**
 * Cuts folded queries into blocks whose scores take at most `limit` bytes, or one row of scores where that is more.
 * Heads are cut before rows: every block repacks its keys, so that few blocks with many rows are the fastest.
 */
export function* tiles(
  batches: number,
  heads: number,
  length: number,
  scoreRowBytes: number,
  limit: number,
): Generator<Tile> {
  const rows = Math.max(1, Math.floor(limit / scoreRowBytes));
  const wholeBatches = Math.floor(rows / (heads * length));
  if (wholeBatches > 0) {
    for (const [firstBatch, count] of pieces(batches, wholeBatches))
      yield { firstBatch, batches: count, firstHead: 0, heads, start: 0, length };
    return;
  }
  const wanted = rows >= 2 * length ? length : Math.min(length, enoughRows);
  const most = Math.max(1, Math.floor(rows / wanted));
  for (let firstBatch = 0; firstBatch < batches; firstBatch += 1) {
    for (const [firstHead, count] of pieces(heads, most)) {
      for (const [start, together] of pieces(length, Math.floor(rows / count)))
        yield { firstBatch, batches: 1, firstHead, heads: count, start, length: together };
    }
  }
}
