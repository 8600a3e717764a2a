import type { EditWeights, QueryCall } from '@crossattn/core';
import type { SimdMemories } from '../../simd/simd-memories.js';
import { attend } from '../call/attend.js';
import { type Attended, Collector } from '../call/collector.js';
import { hasNaN } from '../call/has-nan.js';
import type { LaidOutMemory } from '../call/laid-out-memory.js';
import { ScoreBias } from '../call/score-bias.js';
import { mixingSession } from '../graphs/kernels.js';
import type { SessionPool } from '../graphs/session-pool.js';
import { FoldedRows, type Tile } from '../memory/folded-rows.js';
import type { MemorySegment } from '../memory/memory-segment.js';
import { type ComputeArray, type ComputeTensor, computeTensor, zeros } from '../tensor/compute-tensor.js';

/**
 * The op with a hook between softmax and sum: all weights are computed, handed out, and mixed as they come back.
 * `undefined` where a key that is masked is not finite, which the caller has to compute otherwise; the hook was not
 * called then.
 */
export async function attendEdited(
  pool: SessionPool,
  memory: LaidOutMemory,
  call: QueryCall,
  query: ComputeTensor,
  edit: EditWeights,
  small: SimdMemories,
): Promise<Attended | undefined> {
  const plain = await attend(pool, memory, { ...call, returnWeights: true }, query, small);
  if (hasNaN(plain) || plain.weights === undefined) return undefined;
  const { weights } = plain;
  await edit(weights);
  const folded = new FoldedRows(query.shape, memory.heads, call.rows);
  const scoreBias = new ScoreBias(call, folded);
  const result = new Collector(folded, memory, true, query);
  for (const segment of memory.segments) {
    const { batches, heads, keys } = segment;
    if (batches * heads * folded.length * keys === 0) continue;
    const tile = { firstBatch: 0, batches, firstHead: 0, heads, start: 0, length: folded.length };
    const absolute = { ...tile, firstBatch: segment.firstBatch };
    const gathered = keptWeights(
      folded.gather(query.type, weights.data, memory.keys, absolute),
      segment,
      memory.keys,
      tile,
    );
    const deadRows = scoreBias.needed(segment) ? scoreBias.silence(gathered, segment, tile, query.type) : [];
    const session = await mixingSession(pool, query.type);
    const edited = computeTensor(query.type, [batches, heads, folded.length, keys], gathered);
    const { output } = await session.run({ weights: edited, value: segment.value }, ['output']);
    result.add(segment, absolute, { output: output as ComputeTensor, weights: edited }, deadRows);
  }
  return result.finish();
}

/** A copy of the weights of the keys that a segment keeps. */
function keptWeights(weights: ComputeArray, segment: MemorySegment, keys: number, tile: Tile): ComputeArray {
  const { kept } = segment;
  if (kept === undefined) return weights.slice();
  const count = segment.keys;
  const rows = tile.heads * tile.length;
  const target = zeros(segment.key.type, tile.batches * rows * count);
  for (let row = 0; row < tile.batches * rows; row += 1) {
    const indices = kept[Math.floor(row / rows)] ?? [];
    for (let index = 0; index < count; index += 1)
      target[row * count + index] = weights[row * keys + (indices[index] ?? 0)] ?? 0;
  }
  return target;
}
