import type { Measurement } from '../measurement.js';
import { type Summary, summarize } from '../statistics.js';
import type { Contestant } from './contestant.js';
import { ourNames } from './cpu-contestants.js';
import { gpuName } from './gpu-contestants.js';
import { nodePeerName } from './peers/runtime-node-peer.js';

/** Milliseconds of every call, by contestant. */
export type Times = ReadonlyMap<Contestant, readonly number[]>;

export const sharedRows = 8;

/** Ratios of calls of the same round: what slowed one down slowed the other down too. */
export function pairedRatio(left: readonly number[], right: readonly number[]): Summary {
  const rounds = Math.min(left.length, right.length);
  return summarize(Array.from({ length: rounds }, (_, round) => (left[round] ?? 0) / (right[round] ?? 0)));
}

/** How ours compare with the fastest peer and, over long memories, with each of ONNX Runtime's nodes. */
export function comparisons(prefix: string, times: Times, long: boolean): Measurement[] {
  const named = new Map([...times].map(([{ name }, list]) => [name, list]));
  const of = (name: string) => named.get(name) ?? [];
  const peers = [...times].filter(([{ kind }]) => kind === 'peer');
  const [fastest, fastestTimes] = peers.reduce((one, other) =>
    summarize(other[1]).median < summarize(one[1]).median ? other : one,
  );
  const ratio = (name: string, summary: Summary, atMost?: number): Measurement => {
    const target = atMost === undefined ? {} : { target: { bound: 'at most', value: atMost } as const };
    return { name: `${prefix} ${name}`, unit: 'ratio', summary, ...target };
  };
  const ours = of(ourNames.prepared);
  const result = [ratio(`cpu, prepared, to the fastest peer (${fastest.name})`, pairedRatio(ours, fastestTimes), 1.05)];
  const [webgpu, runtimeWebgpu] = [of(gpuName('webgpu')), of(gpuName('onnx-webgpu'))];
  if (webgpu.length > 0 && runtimeWebgpu.length > 0)
    result.push(ratio('webgpu to onnx-webgpu, both prepared', pairedRatio(webgpu, runtimeWebgpu), 1));
  if (!long) return result;
  const attention = nodePeerName({ operator: 'Attention', headsFirst: false });
  const multiHead = nodePeerName({ operator: 'MultiHeadAttention', headsFirst: false });
  const rows = of(ourNames.rows(sharedRows)).map((time) => time / sharedRows);
  result.push(
    ratio(`cpu, prepared, to ${attention}`, pairedRatio(ours, of(attention)), 0.55),
    ratio(`cpu, prepared, to ${multiHead}`, pairedRatio(ours, of(multiHead))),
    ratio(`cpu, prepared as int8, to ${multiHead}`, pairedRatio(of(ourNames.int8), of(multiHead)), 0.2),
    ratio(`one of ${sharedRows} rows to a call of its own`, pairedRatio(rows, ours), 0.3),
  );
  return result;
}
