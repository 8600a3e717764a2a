import type { QueryCall } from '@crossattn/core';
import type { PlannedRun } from '../call/call-plan.js';
import type { LaidOutMemory } from '../call/laid-out-memory.js';
import { stepFeeds } from '../call/step-feeds.js';
import { gradientSession } from '../graphs/kernels.js';
import type { SessionPool } from '../graphs/session-pool.js';
import type { FoldedRows } from '../memory/folded-rows.js';
import { type ComputeArray, type ComputeTensor, computeTensor, zeros } from '../tensor/compute-tensor.js';

/** Gradients in compute type, in the shapes of query, key and value. */
export interface GradientResult {
  readonly query: ComputeTensor;
  readonly key: ComputeTensor;
  readonly value: ComputeTensor;
}

/** Computes the gradient tile by tile; keys and values gather what every tile adds. */
export async function gradient(
  pool: SessionPool,
  memory: LaidOutMemory,
  call: QueryCall,
  query: ComputeTensor,
  outputGradient: ComputeTensor,
): Promise<GradientResult> {
  const { type } = query;
  const { folded, runs } = memory.plans.plan(call, query);
  const width = query.shape[3] ?? 0;
  const like = (shape: readonly number[]) =>
    computeTensor(
      type,
      shape,
      zeros(
        type,
        shape.reduce((a, b) => a * b, 1),
      ),
    );
  const outer = [memory.batches, memory.heads, memory.keys];
  const result = { query: like(query.shape), key: like([...outer, width]), value: like([...outer, memory.valueWidth]) };
  for (const run of runs) {
    const { feeds, deadRows } = stepFeeds(run, call, query, folded);
    const given = { ...feeds, outputGradient: tileGradient(run, deadRows, folded, outputGradient) };
    const session = await gradientSession(pool, run);
    const outputs = ['queryGradient', 'keyGradient', 'valueGradient'] as const;
    // Tensors have the type that the graph declares for them.
    const computed = (await session.run(given, outputs)) as unknown as Record<(typeof outputs)[number], ComputeTensor>;
    folded.scatter(result.query.data, computed.queryGradient.data, width, run.tile);
    addToKeys(result.key, computed.keyGradient, run);
    addToKeys(result.value, computed.valueGradient, run);
  }
  return result;
}

/** The output gradient of a tile, 0 for rows that may attend to nothing: their output does not depend on anything. */
function tileGradient(
  { tile }: PlannedRun,
  deadRows: readonly number[],
  folded: FoldedRows,
  outputGradient: ComputeTensor,
): ComputeTensor {
  const { type, shape, data } = outputGradient;
  const width = shape[3] ?? 0;
  let source: ComputeArray = data;
  if (deadRows.length > 0) {
    source = data.slice();
    for (const row of deadRows) source.fill(0, row * width, (row + 1) * width);
  }
  return computeTensor(type, [tile.batches, tile.heads, tile.length, width], folded.gather(type, source, width, tile));
}

/** Adds `[batches, heads, keptKeys, width]` to where those keys are in `[B, Hkv, N, width]`. */
function addToKeys(target: ComputeTensor, source: ComputeTensor, { segment, tile, segmentTile }: PlannedRun): void {
  const [, heads = 0, keys = 0, width = 0] = target.shape;
  const count = source.shape[2] ?? 0;
  let at = 0;
  for (let batch = 0; batch < tile.batches; batch += 1) {
    const kept = segment.kept?.[segmentTile.firstBatch + batch];
    for (let head = 0; head < tile.heads; head += 1) {
      const start = ((tile.firstBatch + batch) * heads + tile.firstHead + head) * keys;
      for (let key = 0; key < count; key += 1) {
        const row = (start + (kept?.[key] ?? key)) * width;
        for (let element = 0; element < width; element += 1, at += 1) {
          target.data[row + element] = (target.data[row + element] ?? 0) + (source.data[at] ?? 0);
        }
      }
    }
  }
}
