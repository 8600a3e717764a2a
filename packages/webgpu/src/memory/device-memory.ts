import type { PairGroup } from '../plan/segments.js';
import type { MemoryShape } from './memory-source.js';
import type { Segment } from './segment.js';

/** Keys and values that a call reads from the device, piece by piece. */
export interface DeviceMemory extends MemoryShape {
  readonly groups: readonly PairGroup[];
  /** A range of a group on the device; only the segment that was asked for last is sure to be there. */
  segment(group: PairGroup, range: number): Promise<Segment>;
}
