import type { QueryCall } from '@crossattn/core';
import type { SimdMemories } from '../../simd/simd-memories.js';
import { attentionSession } from '../graphs/kernels.js';
import type { SessionPool } from '../graphs/session-pool.js';
import type { KeySegment } from '../memory/memory-segment.js';
import type { ComputeTensor } from '../tensor/compute-tensor.js';
import { type Attended, Collector } from './collector.js';
import { computeSmallRun } from './compute-small-run.js';
import type { LaidOutMemory } from './laid-out-memory.js';
import { stepFeeds } from './step-feeds.js';

const outputAlone = ['output'];
const outputAndWeights = ['output', 'weights'];

/**
 * Computes a call tile by tile.
 *
 * @param small - Where small runs find their memory; without it all of them go to ONNX Runtime.
 * @param gathered - What a call gathers that goes through its memory part by part; by default the memory is the whole one.
 */
export async function attend(
  pool: SessionPool,
  memory: LaidOutMemory<KeySegment>,
  call: QueryCall,
  query: ComputeTensor,
  small?: SimdMemories,
  gathered?: Collector,
): Promise<Attended> {
  const { folded, runs } = memory.plans.plan(call, query);
  const result = gathered ?? new Collector(folded, memory, call.returnWeights, query);
  const outputs = call.returnWeights ? outputAndWeights : outputAlone;
  for (const run of runs) {
    const step = stepFeeds(run, call, query, folded);
    let computed: Attended | undefined = small && computeSmallRun(small, run, call, step);
    if (computed === undefined) {
      const made = attentionSession(pool, run, call.returnWeights);
      const session = made instanceof Promise ? await made : made;
      // Tensors have the type that the graph declares for them.
      computed = (await session.run(step.feeds, outputs)) as unknown as Attended;
    }
    result.add(run.segment, run.tile, computed, step.deadRows);
  }
  return result.finish();
}
