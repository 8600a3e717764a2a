/** Sizes of a call. */
export interface CallSizes {
  readonly batch: number;
  /** `R`: query batches that share a memory. */
  readonly memoryRows: number;
  readonly queryHeads: number;
  readonly keyHeads: number;
  readonly queries: number;
  readonly keys: number;
  readonly headSize: number;
  readonly valueHeadSize: number;
}

/**
 * A part of the queries. A pair is one head of one memory batch; the rows that attend to it are folded into one axis,
 * ordered as `[memory row, query head of the group, query]`.
 */
export interface FoldedBlock {
  readonly firstPair: number;
  readonly pairs: number;
  readonly firstRow: number;
  readonly rows: number;
}

/** Rows that lie beside each other both in a call's tensors and in a folded block. */
export interface RowRun {
  readonly callRow: number;
  readonly blockRow: number;
  readonly count: number;
}

export function foldedRows({ memoryRows, queryHeads, keyHeads, queries }: CallSizes): number {
  return keyHeads === 0 ? 0 : memoryRows * (queryHeads / keyHeads) * queries;
}

/** The runs of a block, joined where they meet; without shared rows a block of whole pairs is one run. */
export function rowRuns(sizes: CallSizes, block: FoldedBlock): RowRun[] {
  const { memoryRows, queryHeads, keyHeads, queries } = sizes;
  const groupRows = (queryHeads / keyHeads) * queries;
  const runs: RowRun[] = [];
  for (let pair = 0; pair < block.pairs; pair += 1) {
    const batch = Math.floor((block.firstPair + pair) / keyHeads);
    const keyHead = (block.firstPair + pair) % keyHeads;
    const end = block.firstRow + block.rows;
    for (let row = block.firstRow; row < end; ) {
      const memoryRow = Math.floor(row / groupRows);
      const count = Math.min(end, (memoryRow + 1) * groupRows) - row;
      const start = ((batch * memoryRows + memoryRow) * keyHeads + keyHead) * groupRows;
      const run = {
        callRow: start + (row % groupRows),
        blockRow: pair * block.rows + row - block.firstRow,
        count,
      };
      const last = runs.at(-1);
      if (last && last.callRow + last.count === run.callRow)
        runs[runs.length - 1] = { ...last, count: last.count + count };
      else runs.push(run);
      row += count;
    }
  }
  return runs;
}
