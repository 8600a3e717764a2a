import type { Feed } from '../../session/feed.js';
import type { AttentionFeatures } from '../graphs/attention-features.js';
import type { ComputeType } from '../tensor/compute-tensor.js';
import type { Tile } from './folded-rows.js';
import type { KeySegment } from './memory-segment.js';

/** A block of queries with the keys and values that it needs. Batches are counted in the segment. */
export interface TileTensors {
  readonly tile: Tile;
  readonly key: Feed;
  readonly value: Feed;
}

/** What decides over the graph of a tile. */
export interface TileWork {
  readonly type: ComputeType;
  readonly bias: boolean;
  readonly softcap: boolean;
  /** Batches x heads. */
  readonly blocks: number;
  readonly headSize: number;
  readonly scale: number;
  /** Folded queries, and keys. */
  readonly length: number;
  readonly keys: number;
  readonly multiplications: number;
}

/** How segments are cut into runs, and which of the graphs that compute the same suits what computes them. */
export interface MemoryLayout<Segment extends KeySegment> {
  /** Tiles that cover `length` folded queries against a segment. */
  cut(segment: Segment, length: number): Iterable<TileTensors>;
  features(work: TileWork): AttentionFeatures;
}
