import type { FoldedBlock } from './folded-rows.js';

/** Halves a block until every part fits; undefined where a single row does not. */
export function splitBlock(block: FoldedBlock, fits: (block: FoldedBlock) => boolean): FoldedBlock[] | undefined {
  if (fits(block)) return [block];
  const halves = halve(block);
  if (!halves) return undefined;
  const parts = halves.map((half) => splitBlock(half, fits));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function halve(block: FoldedBlock): [FoldedBlock, FoldedBlock] | undefined {
  if (block.pairs > 1) {
    const pairs = block.pairs >> 1;
    return [
      { ...block, pairs },
      { ...block, firstPair: block.firstPair + pairs, pairs: block.pairs - pairs },
    ];
  }
  if (block.rows < 2) return undefined;
  const rows = block.rows >> 1;
  return [
    { ...block, rows },
    { ...block, firstRow: block.firstRow + rows, rows: block.rows - rows },
  ];
}
