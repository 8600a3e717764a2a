import type { Measurement } from '../measurement.js';
import { summarize } from '../statistics.js';
import { comparisons, pairedRatio, sharedRows } from './comparisons.js';
import type { AbsentPeer, Contestant } from './contestant.js';
import { createCpuContestants, createRowsContestant, ourNames } from './cpu-contestants.js';
import { createGpuContestants, type GpuBackends } from './gpu-contestants.js';
import { formatOpShape, type OpShape } from './op-shape.js';
import { opTensors } from './op-tensors.js';
import { createPeers } from './peers/create-peers.js';
import { relativeError } from './relative-error.js';
import { timeInTurns } from './time-in-turns.js';

/** What the shapes are measured with. */
export interface OpBenchSettings {
  readonly shapes: readonly OpShape[];
  readonly threads: number;
  /** Seconds a shape. */
  readonly seconds: number;
  /** The Python that may have PyTorch. */
  readonly python: string;
}

/** What came of it. */
export interface OpBenchResult {
  readonly measurements: readonly Measurement[];
  readonly absent: readonly AbsentPeer[];
}

const longMemory = 20_000;

/** Every contestant on every shape, and how ours compare. */
export async function benchOp(settings: OpBenchSettings, gpus: GpuBackends): Promise<OpBenchResult> {
  const measurements: Measurement[] = [];
  const absent = new Map<string, AbsentPeer>();
  for (const shape of settings.shapes) {
    const result = await benchShape(shape, settings, gpus);
    measurements.push(...result.measurements);
    for (const peer of result.absent) absent.set(peer.name, peer);
  }
  return { measurements, absent: [...absent.values()] };
}

async function benchShape(
  shape: OpShape,
  { threads, seconds, python }: OpBenchSettings,
  gpus: GpuBackends,
): Promise<OpBenchResult> {
  const tensors = opTensors(shape);
  const long = shape.queries === 1 && shape.keys >= longMemory;
  const ours = await createCpuContestants(tensors, threads);
  const { contestants: peers, absent } = await createPeers(tensors, threads, python);
  const contestants: Contestant[] = [...ours, ...(await createGpuContestants(tensors, gpus)), ...peers];
  if (long) contestants.push(await createRowsContestant(tensors, sharedRows, threads));
  const [prepared, int8] = ours;
  const error = relativeError((await int8?.run()) ?? [], (await prepared?.run()) ?? []);
  const times = await timeInTurns(contestants, { seconds, mostRounds: 1000 });
  for (const contestant of contestants) await contestant.dispose();
  const prefix = formatOpShape(shape);
  const reference = [...times].find(([{ name }]) => name === ourNames.prepared)?.[1] ?? [];
  const lines = [...times].map(
    ([{ name }, list]): Measurement => ({
      name: `${prefix} ${name}`,
      unit: 'ms',
      summary: summarize(list),
      relative: pairedRatio(list, reference),
    }),
  );
  const inexactness: Measurement = {
    name: `${prefix} ${ourNames.int8}: relative error of the output`,
    unit: 'percent',
    summary: summarize([error * 100]),
  };
  return { measurements: [...lines, inexactness, ...comparisons(prefix, times, long)], absent };
}
