import type { Measurement } from '../measurement.js';
import { summarize } from '../statistics.js';
import type { Contestant } from './contestant.js';
import { createCpuContestants, createRowsContestant, preparedName } from './cpu-contestants.js';
import { formatOpShape, type OpShape } from './op-shape.js';
import { opTensors } from './op-tensors.js';
import { createNodePeer, nodePeerName, nodePeers } from './runtime-node-peer.js';
import { type Patience, timeInTurns } from './time-in-turns.js';

/** What `bench op` measures with. */
export interface OpBenchSettings extends Pick<Patience, 'seconds'> {
  readonly shapes: readonly OpShape[];
  readonly threads: number;
}

const longMemory = 20_000;
const sharedRows = 8;

/** Every contestant on every shape, and how ours compare. */
export async function benchOp({ shapes, threads, seconds }: OpBenchSettings): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const shape of shapes) measurements.push(...(await benchShape(shape, threads, seconds)));
  return measurements;
}

async function benchShape(shape: OpShape, threads: number, seconds: number): Promise<Measurement[]> {
  const tensors = opTensors(shape);
  const long = shape.queries === 1 && shape.keys >= longMemory;
  const contestants: Contestant[] = [...(await createCpuContestants(tensors, threads))];
  for (const peer of nodePeers) contestants.push(await createNodePeer(peer, tensors, threads));
  if (long) contestants.push(await createRowsContestant(tensors, sharedRows, threads));
  const patience = { seconds, fewestRounds: 5, mostRounds: 1000 };
  const times = await timeInTurns(contestants, patience);
  for (const contestant of contestants) await contestant.dispose();
  const prefix = formatOpShape(shape);
  const lines = [...times].map(
    ([{ name }, list]): Measurement => ({ name: `${prefix} ${name}`, unit: 'ms', summary: summarize(list) }),
  );
  return [...lines, ...comparisons(prefix, times, long)];
}

/** Ratios of calls of the same round: what slowed one down slowed the other down too. */
function comparisons(prefix: string, times: ReadonlyMap<Contestant, number[]>, long: boolean): Measurement[] {
  const named = new Map([...times].map(([{ name }, list]) => [name, list]));
  const ours = named.get(preparedName) ?? [];
  const peers = [...times].filter(([{ kind }]) => kind === 'peer').map(([, list]) => list);
  const fastest = peers.reduce((one, other) => (summarize(other).median < summarize(one).median ? other : one));
  const ratio = (name: string, left: readonly number[], right: readonly number[], value: number, share = 1) => {
    const target = { bound: 'at most', value } as const;
    const ratios = left.map((time, round) => time / share / (right[round] ?? Number.NaN));
    return { name: `${prefix} ${name}`, unit: 'ratio', summary: summarize(ratios), target } as const;
  };
  const result: Measurement[] = [ratio('cpu, prepared, to the fastest peer', ours, fastest, 1.05)];
  if (!long) return result;
  const against = (operator: 'Attention' | 'MultiHeadAttention') =>
    named.get(nodePeerName({ operator, headsFirst: false })) ?? [];
  const rows = [...times].find(([{ name }]) => name.includes('rows in one call'))?.[1] ?? [];
  result.push(ratio('cpu, prepared, to Attention [B,N,HxD]', ours, against('Attention'), 0.55));
  result.push(ratio('cpu, prepared, to MultiHeadAttention [B,N,HxD]', ours, against('MultiHeadAttention'), 0.2));
  result.push(ratio(`one of ${sharedRows} rows to a call of its own`, rows, ours, 0.3, sharedRows));
  return result;
}
