/**
 * How a workgroup shares its work. It holds `rowThreads x rowsPerThread` queries and goes through the keys in tiles of
 * `keyThreads x keysPerThread`; thread `(y, x)` of `rowThreads x keyThreads` computes the scores of its rows and keys,
 * then sums its columns (vectors of four) of the values for the same rows.
 */
export interface KernelTile {
  readonly rowsPerThread: 1 | 2 | 4;
  readonly rowThreads: number;
  readonly keysPerThread: number;
  readonly keyThreads: number;
  /** Vectors of four of the head size that are staged in workgroup memory at once. */
  readonly headChunk: number;
  /** Whether the queries stay in workgroup memory for all tiles, or are staged anew with each chunk. */
  readonly queryResident: boolean;
  /** Columns of the values that a workgroup sums are `columnThreads x columnsPerThread`. */
  readonly columnsPerThread: number;
  readonly columnThreads: number;
  /** Keys whose values are staged in workgroup memory at once; 0 = threads read values directly and share the keys. */
  readonly valueChunk: number;
}

export function rowsOf(tile: KernelTile): number {
  return tile.rowThreads * tile.rowsPerThread;
}

export function keysOf(tile: KernelTile): number {
  return tile.keyThreads * tile.keysPerThread;
}

export function threadsOf(tile: KernelTile): number {
  return tile.rowThreads * tile.keyThreads;
}

export function columnsOf(tile: KernelTile): number {
  return tile.columnThreads * tile.columnsPerThread;
}

/** Groups of threads that share the keys when they sum values; 1 where values are staged. */
export function keyGroupsOf(tile: KernelTile): number {
  return tile.keyThreads / tile.columnThreads;
}

/** Vectors of the head in whole chunks. */
export function residentVectors(tile: KernelTile, headVectors: number): number {
  return Math.ceil(headVectors / tile.headChunk) * tile.headChunk;
}

/** Sizes of the kernel's arrays in workgroup memory, in vectors of four floats (`probabilities` in rows of a thread). */
export function workgroupArrays(tile: KernelTile, headVectors: number) {
  const stagedKeys = tile.headChunk * (keysOf(tile) + 1);
  const stagedValues = tile.valueChunk * columnsOf(tile);
  return {
    query: (tile.queryResident ? residentVectors(tile, headVectors) : tile.headChunk) * (rowsOf(tile) + 1),
    stage: Math.max(stagedKeys, stagedValues, keyGroupsOf(tile) > 1 ? threadsOf(tile) * tile.rowsPerThread : 0),
    probabilities: keysOf(tile) * tile.rowThreads,
    reduction: threadsOf(tile),
  };
}

/** Bytes of workgroup memory that the kernel takes. */
export function workgroupBytes(tile: KernelTile, headVectors: number): number {
  const { query, stage, probabilities, reduction } = workgroupArrays(tile, headVectors);
  return 16 * (query + stage) + 4 * tile.rowsPerThread * (probabilities + reduction) + 16;
}
