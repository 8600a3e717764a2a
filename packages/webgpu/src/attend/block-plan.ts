import { vectors } from '../buffer/write-rows.js';
import type { DeviceProfile } from '../device/device-profile.js';
import { chooseTile } from '../plan/choose-tile.js';
import type { FoldedBlock } from '../plan/folded-rows.js';
import { columnsOf, type KernelTile, rowsOf, threadsOf } from '../plan/kernel-tile.js';
import { type ElementWindow, pairWindow } from '../plan/pair-window.js';
import { type KeySplits, planSplits } from '../plan/plan-splits.js';
import type { KeyRange } from '../plan/segments.js';
import type { AttentionProblem, PairTensor } from './attention-problem.js';

/** How a block of queries goes through its keys. */
export interface BlockPlan {
  readonly block: FoldedBlock;
  /** Queries of the block, over all its pairs. */
  readonly rows: number;
  /** Vectors of four values in a row of the output. */
  readonly valueVectors: number;
  readonly outputBytes: number;
  readonly tile: KernelTile;
  readonly subgroupWidth: number;
  readonly rowTiles: number;
  readonly columnTiles: number;
  /** For each range of keys. */
  readonly splits: readonly KeySplits[];
  readonly allSplits: number;
  readonly maskWindow: ElementWindow | undefined;
  readonly biasWindow: ElementWindow | undefined;
  /** Bytes of the largest buffer that the block needs. */
  readonly largestBytes: number;
  /** Multiplications and additions of the block's longest dispatch. */
  readonly operations: number;
}

export function planBlock(
  problem: AttentionProblem,
  profile: DeviceProfile,
  block: FoldedBlock,
  ranges: readonly KeyRange[],
): BlockPlan {
  const { sizes, query } = problem;
  const [headVectors, valueVectors] = [vectors(sizes.headSize), vectors(sizes.valueHeadSize)];
  const tile = chooseTile({ rows: block.rows, headVectors, valueVectors, ...profile });
  const rowTiles = Math.ceil(block.rows / rowsOf(tile));
  const columnTiles = Math.ceil(valueVectors / columnsOf(tile));
  const splits = ranges.map(({ keys }) => planSplits(tile, keys, rowTiles * columnTiles * block.pairs));
  const allSplits = splits.reduce((sum, each) => sum + each.splits, 0);
  const window = (tensor: PairTensor | undefined) =>
    tensor && pairWindow(tensor.steps, sizes, block, 4 / tensor.data.BYTES_PER_ELEMENT);
  const maskWindow = window(problem.mask);
  const biasWindow = window(problem.bias);
  const rows = block.pairs * block.rows;
  const mostKeys = Math.max(...ranges.map(({ keys }) => keys));
  const outputBytes = rows * valueVectors * 4 * query.BYTES_PER_ELEMENT;
  const bytes = [
    outputBytes,
    rows * headVectors * 4 * query.BYTES_PER_ELEMENT,
    partialBytes({ allSplits, rows, valueVectors })?.sums ?? 0,
    problem.returnWeights ? rows * mostKeys * 4 : 0,
    windowBytes(problem.mask, maskWindow),
    windowBytes(problem.bias, biasWindow),
  ];
  return {
    block,
    rows,
    valueVectors,
    outputBytes,
    tile,
    subgroupWidth: threadsOf(tile) % profile.largestSubgroup === 0 ? profile.subgroupWidth : 1,
    rowTiles,
    columnTiles,
    splits,
    allSplits,
    maskWindow,
    biasWindow,
    largestBytes: Math.max(...bytes),
    operations: 2 * rows * mostKeys * (sizes.headSize + sizes.valueHeadSize),
  };
}

/** Bytes of the partial sums, in float32 whatever the tensors are, and of their statistics; none where no keys are split. */
export function partialBytes({
  allSplits,
  rows,
  valueVectors,
}: Pick<BlockPlan, 'allSplits' | 'rows' | 'valueVectors'>): { sums: number; statistics: number } | undefined {
  if (allSplits <= 1) return undefined;
  return { sums: allSplits * rows * valueVectors * 16, statistics: allSplits * rows * 8 };
}

function windowBytes(tensor: PairTensor | undefined, window: ElementWindow | undefined): number {
  return tensor && window ? (window.end - window.start + 3) * tensor.data.BYTES_PER_ELEMENT : 0;
}
