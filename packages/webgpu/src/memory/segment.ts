import type { BufferUse } from '../buffer/buffer-pool.js';
import { writeElements } from '../buffer/write-elements.js';
import { rowBytes, writeRows } from '../buffer/write-rows.js';
import type { KeyRange, PairGroup } from '../plan/segments.js';
import { keyTerms } from './key-terms.js';
import type { MemorySource } from './memory-source.js';

/** Some keys of some head pairs on the device, with their values and what is known about each key. */
export interface Segment {
  readonly key: GPUBuffer;
  readonly value: GPUBuffer;
  readonly terms: GPUBuffer | undefined;
}

/** Gives a buffer for a part of a segment. */
export type Lend = (use: BufferUse, bytes: number) => GPUBuffer;

/** Writes a segment that is small enough to be uploaded at once. */
export function writeSegment(
  queue: GPUQueue,
  source: MemorySource,
  group: PairGroup,
  range: KeyRange,
  lend: Lend,
): Segment {
  const segment = lendSegment(source, group, range, lend);
  const rows = { firstRow: 0, rows: group.pairs * range.keys };
  writeSegmentRows(queue, source, group, range, segment, rows);
  writeSegmentTerms(queue, source, group, range, segment);
  return segment;
}

export function lendSegment(source: MemorySource, group: PairGroup, range: KeyRange, lend: Lend): Segment {
  const rows = group.pairs * range.keys;
  return {
    key: lend('storage', rows * rowBytes(source.key, source.headSize)),
    value: lend('storage', rows * rowBytes(source.value, source.valueHeadSize)),
    terms: source.hasTerms ? lend('storage', batchesOf(source, group).batches * range.keys * 4) : undefined,
  };
}

/** Writes some of a segment's keys and values. */
export function writeSegmentRows(
  queue: GPUQueue,
  source: MemorySource,
  group: PairGroup,
  range: KeyRange,
  segment: Segment,
  { firstRow, rows }: { readonly firstRow: number; readonly rows: number },
): void {
  const from = group.firstPair * source.keys + range.firstKey + firstRow;
  const { key, value, headSize, valueHeadSize } = source;
  writeRows(queue, segment.key, firstRow, { data: key, size: headSize, firstRow: from, rows });
  writeRows(queue, segment.value, firstRow, { data: value, size: valueHeadSize, firstRow: from, rows });
}

export function writeSegmentTerms(
  queue: GPUQueue,
  source: MemorySource,
  group: PairGroup,
  range: KeyRange,
  { terms }: Segment,
): void {
  if (!terms) return;
  const numbers = keyTerms(source.call, { ...batchesOf(source, group), ...range });
  writeElements(queue, terms, numbers, 0, numbers.length);
}

function batchesOf({ heads }: MemorySource, { firstPair, pairs }: PairGroup) {
  const firstBatch = Math.floor(firstPair / heads);
  return { firstBatch, batches: Math.floor((firstPair + pairs - 1) / heads) - firstBatch + 1 };
}
