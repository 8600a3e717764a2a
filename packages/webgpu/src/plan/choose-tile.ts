import { type KernelTile, threadsOf, workgroupBytes } from './kernel-tile.js';

export interface TileNeeds {
  /** Queries of one head pair. */
  readonly rows: number;
  readonly headVectors: number;
  readonly valueVectors: number;
  readonly workgroupBytes: number;
  readonly workgroupThreads: number;
}

/** Up to so many queries, threads are spread over the keys. */
const fewRows = 8;

/** The first of the tiles, from the best for so many queries to the smallest, that the device has room for. */
export function chooseTile(needs: TileNeeds): KernelTile {
  for (const tile of needs.rows <= fewRows ? tilesForFew(needs) : tilesForMany(needs)) {
    const fits = workgroupBytes(tile, needs.headVectors) <= needs.workgroupBytes;
    if (fits && threadsOf(tile) <= needs.workgroupThreads) return tile;
  }
  // Smaller than any limit that WebGPU lets a device have (16 KiB, 256 invocations).
  return { ...tilesForFew({ ...needs, rows: 1 })[1], headChunk: Math.min(2, needs.headVectors) } as KernelTile;
}

/** The largest chunk of about `most` vectors that leaves the least over: whole chunks of zeros would be multiplied too. */
function evenChunk(headVectors: number, most: number): number {
  return Math.ceil(headVectors / Math.ceil(headVectors / most));
}

function tilesForFew({ rows, headVectors, valueVectors }: TileNeeds): KernelTile[] {
  const keyThreads = 64;
  return [true, false].map((queryResident) => ({
    rowsPerThread: rows === 1 ? 1 : rows === 2 ? 2 : 4,
    rowThreads: rows > 4 ? 2 : 1,
    keysPerThread: 2,
    keyThreads,
    headChunk: evenChunk(headVectors, 4),
    queryResident,
    columnsPerThread: 1,
    columnThreads: Math.min(keyThreads, 2 ** Math.ceil(Math.log2(valueVectors))),
    valueChunk: 0,
  }));
}

function* tilesForMany({ rows, headVectors, valueVectors }: TileNeeds): Generator<KernelTile> {
  for (const [rowThreads, keyThreads] of [
    [16, 8],
    [8, 8],
    [4, 16],
  ] as const) {
    // Half of the tile's rows would be idle.
    if (rowThreads * 2 >= rows && rowThreads > 4) continue;
    const keys = keyThreads * 4;
    for (const queryResident of [true, false])
      for (const valueChunk of [keys, keys / 2, keys / 4])
        yield {
          rowsPerThread: 4,
          rowThreads,
          keysPerThread: 4,
          keyThreads,
          headChunk: evenChunk(headVectors, 8),
          queryResident,
          columnsPerThread: Math.min(4, Math.ceil(valueVectors / keyThreads)),
          columnThreads: keyThreads,
          valueChunk,
        };
  }
}
