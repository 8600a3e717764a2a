import type { KeyRange, PairGroup } from '../plan/segments.js';
import type { Parameters } from '../shader/parameters.js';
import type { AttentionProblem } from './attention-problem.js';
import type { BlockPlan } from './block-plan.js';

const none = { batch: 0, head: 0, query: 0, key: 0 };

/** The uniform of one dispatch: a block against one range of its keys. */
export function blockParameters(
  problem: AttentionProblem,
  plan: BlockPlan,
  group: PairGroup,
  rangeIndex: number,
): Parameters {
  const { sizes } = problem;
  const { block } = plan;
  const range = group.ranges[rangeIndex] as KeyRange;
  const { splits, keysPerSplit } = plan.splits[rangeIndex] as BlockPlan['splits'][number];
  const mask = problem.mask?.steps ?? none;
  const bias = problem.bias?.steps ?? none;
  return {
    rows: block.rows,
    keys: range.keys,
    rowTiles: plan.rowTiles,
    columnTiles: plan.columnTiles,
    splits,
    keysPerSplit,
    firstSplit: plan.splits.slice(0, rangeIndex).reduce((sum, each) => sum + each.splits, 0),
    workgroups: plan.rowTiles * plan.columnTiles * splits * block.pairs,
    pairs: block.pairs,
    segmentPair: block.firstPair - group.firstPair,
    firstPair: block.firstPair,
    firstRow: block.firstRow,
    firstKey: range.firstKey,
    queries: sizes.queries,
    headGroups: sizes.queryHeads / sizes.keyHeads,
    memoryRows: sizes.memoryRows,
    keyHeads: sizes.keyHeads,
    maskBatchStep: mask.batch,
    maskHeadStep: mask.head,
    maskQueryStep: mask.query,
    maskKeyStep: mask.key,
    maskStart: plan.maskWindow?.start ?? 0,
    biasBatchStep: bias.batch,
    biasHeadStep: bias.head,
    biasQueryStep: bias.query,
    biasKeyStep: bias.key,
    biasStart: plan.biasWindow?.start ?? 0,
    notANumber: 0x7fc00000,
    scale: problem.scale,
    softcap: problem.softcap,
  };
}
