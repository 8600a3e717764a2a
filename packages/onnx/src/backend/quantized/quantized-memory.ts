import { AttentionError } from '@crossattn/core';
import type { Session } from '../../session/session.js';
import type { LaidOutMemory } from '../call/laid-out-memory.js';
import type { SessionPool } from '../graphs/session-pool.js';
import type { MemoryExtents } from '../memory/memory-extents.js';
import type { KeySegment } from '../memory/memory-segment.js';
import type { ComputeTensor } from '../tensor/compute-tensor.js';
import { withWidth } from '../tensor/with-width.js';
import { quantizedMixingGraph, quantizedScoresGraph } from './quantized-graphs.js';

/** A segment whose keys and values are part of two graphs. */
export interface QuantizedSegment extends KeySegment {
  readonly headSize: number;
  /** `query` `[batches x heads, L, D]`, `scale` -> `scores` `[batches x heads, L, keys]` */
  readonly scores: Session;
  /** `weights` `[batches x heads, L, keys]` -> `output` `[batches x heads, L, Dv]` */
  readonly mixing: Session;
}

/** A memory of 8-bit integers; disposing it frees them. */
export interface QuantizedMemory extends MemoryExtents, AsyncDisposable {
  readonly segments: readonly QuantizedSegment[];
}

/**
 * Makes integers of a memory. Keys that are masked out have been removed before.
 *
 * @throws AttentionError `unsupported-by-backend` where what is attended to is not finite or float64
 */
export async function quantizeMemory(pool: SessionPool, memory: LaidOutMemory): Promise<QuantizedMemory> {
  const { batches, heads, keys, valueWidth } = memory;
  const segments: QuantizedSegment[] = [];
  const dispose = async () => {
    for (const { scores, mixing } of segments) {
      await scores.dispose();
      await mixing.dispose();
    }
  };
  try {
    for (const { key, value: values, ...segment } of memory.segments) {
      if (segment.keys * segment.batches * segment.heads === 0) continue;
      const value = withWidth(values);
      for (const tensor of [key, value]) checkQuantizable(tensor === key ? 'key' : 'value', tensor);
      const scores = await pool.create(quantizedScoresGraph(key));
      segments.push({
        ...segment,
        headSize: key.shape[3] ?? 0,
        scores,
        mixing: await mixingOrNothing(pool, value, scores),
      });
    }
  } catch (error) {
    await dispose();
    throw error;
  }
  return { batches, heads, keys, valueWidth, segments, [Symbol.asyncDispose]: dispose };
}

/** The second session of a segment; where it cannot be made, the first is freed. */
async function mixingOrNothing(pool: SessionPool, value: ComputeTensor, scores: Session): Promise<Session> {
  try {
    return await pool.create(quantizedMixingGraph(value));
  } catch (error) {
    await scores.dispose();
    throw error;
  }
}

function checkQuantizable(name: string, { type, data }: ComputeTensor): void {
  const refusal = (what: string) =>
    new AttentionError('unsupported-by-backend', `${name}: precision int8 needs ${what}; prepare it in full precision`);
  if (type === 'float64') throw refusal('float32 or float16, got float64');
  for (let index = 0; index < data.length; index += 1)
    if (!Number.isFinite(data[index])) throw refusal(`finite numbers where it is attended to, got ${data[index]}`);
}
