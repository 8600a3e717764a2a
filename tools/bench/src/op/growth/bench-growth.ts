import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Measurement } from '../../measurement.js';
import { summarize } from '../../statistics.js';
import type { GpuName } from '../gpu-contestants.js';
import { formatOpShape, type OpShape } from '../op-shape.js';
import type { GrowthPoint, GrowthResult } from './growth-point.js';

const script = fileURLToPath(new URL('../../../dist/op/growth/measure-point.js', import.meta.url));

/** A node that stores M x N scores for more than this would need more memory than machines have. */
const largestScores = 3e9;

/** Time and memory of single calls, each in a process of its own. @param gpus - Backends on a GPU that take part. */
export async function benchGrowth(
  shapes: readonly OpShape[],
  threads: number,
  gpus: readonly GpuName[],
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const shape of shapes) {
    const nodes = scoreBytes(shape) > largestScores ? [] : (['Attention', 'MultiHeadAttention'] as const);
    for (const contestant of ['cpu', ...gpus, ...nodes] as const) {
      const { milliseconds, megabytes } = await measurePoint({ contestant, shape, threads });
      const name = `${formatOpShape(shape)} ${contestant}, first call`;
      measurements.push({ name, unit: 'ms', summary: summarize([milliseconds]) });
      measurements.push({
        name: `${name}: memory beyond inputs and output`,
        unit: 'MB',
        summary: summarize([megabytes]),
      });
    }
  }
  return measurements;
}

async function measurePoint(point: GrowthPoint): Promise<GrowthResult> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(point)]);
  return JSON.parse(stdout);
}

function scoreBytes({ batch, heads, queries, keys }: OpShape): number {
  return batch * heads * queries * keys * Float32Array.BYTES_PER_ELEMENT;
}
