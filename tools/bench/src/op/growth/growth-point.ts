import type { GpuName } from '../gpu-contestants.js';
import type { OpShape } from '../op-shape.js';
import type { AttentionNode } from '../peers/node-model.js';

/** What grows, on whom. */
export interface GrowthPoint {
  readonly contestant: GrowthContestant;
  readonly shape: OpShape;
  readonly threads: number;
}

/** Our backends, and ONNX Runtime's nodes fed head-major. */
type GrowthContestant = 'cpu' | GpuName | AttentionNode['operator'];

/** What one point needed. */
export interface GrowthResult {
  readonly milliseconds: number;
  /** The most memory beyond inputs and output, and beyond what a tiny call had taken before. */
  readonly megabytes: number;
}

/** Memories of growing length, growing numbers of questions to one of them, and many of both. */
export const growthShapes: readonly OpShape[] = [
  ...[1000, 10_000, 100_000, 1_000_000].map((keys) => ({ batch: 1, heads: 8, queries: 16, keys, headSize: 8 })),
  ...[1, 64, 1024, 4096].map((queries) => ({ batch: 1, heads: 8, queries, keys: 16_384, headSize: 64 })),
  { batch: 1, heads: 8, queries: 1024, keys: 65_536, headSize: 64 },
];
