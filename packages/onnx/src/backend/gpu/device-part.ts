import type { DeviceTensor } from '../../session/device-tensor.js';
import type { Tile } from '../memory/folded-rows.js';
import type { MemorySegment } from '../memory/memory-segment.js';
import { pieces } from '../memory/pieces.js';
import { tileOf } from '../memory/tile-of.js';
import type { TensorSender } from './send-tensor.js';

/** Batches and heads of a segment. */
export type HeadBlock = Omit<Tile, 'start' | 'length'>;

/** Batches and heads of a segment whose keys and values lie on a GPU, in buffers of their own. */
export interface DevicePart extends Disposable {
  readonly heads: HeadBlock;
  readonly key: DeviceTensor;
  readonly value: DeviceTensor;
}

/** How large a part may be, unless a single head is larger. */
export interface PartLimits {
  /** Bytes of the scores that are computed at once. */
  readonly scoreBytes: number;
  /** Bytes of the keys, and of the values. */
  readonly tensorBytes: number;
}

/** Below this many queries in a run, reading the keys again for the next run costs more than computing. */
const fewestQueries = 8;

/** The batches and heads that are computed together: the scores of some queries of all of them fit. */
export function* headBlocks(segment: MemorySegment, limits: PartLimits): Generator<HeadBlock> {
  const { batches, heads, keys, key, value } = segment;
  if (batches * heads * keys === 0) return;
  const headBytes = Math.max(key.data.byteLength, value.data.byteLength) / (batches * heads);
  const scored = Math.floor(limits.scoreBytes / (4 * keys * fewestQueries));
  const most = Math.max(1, Math.min(scored, Math.floor(limits.tensorBytes / headBytes)));
  if (most >= heads) {
    for (const [firstBatch, count] of pieces(batches, Math.floor(most / heads)))
      yield { firstBatch, batches: count, firstHead: 0, heads };
    return;
  }
  for (let firstBatch = 0; firstBatch < batches; firstBatch += 1)
    for (const [firstHead, count] of pieces(heads, most)) yield { firstBatch, batches: 1, firstHead, heads: count };
}

/** Sends a part; it is the caller's to dispose. */
export async function sendPart(sender: TensorSender, segment: MemorySegment, heads: HeadBlock): Promise<DevicePart> {
  const key = await sender.send(tileOf(segment.key, heads));
  try {
    const value = await sender.send(tileOf(segment.value, heads));
    const dispose = () => {
      key[Symbol.dispose]();
      value[Symbol.dispose]();
    };
    return { heads, key, value, [Symbol.dispose]: dispose };
  } catch (cause) {
    key[Symbol.dispose]();
    throw cause;
  }
}
