/** Numbers as integers of 8 bits: those of a block share a scale. */
export interface QuantizedRows {
  /** `[rows, blocks, blockSize]`: 128 stands for 0; the last block is filled up with it. */
  readonly elements: Uint8Array;
  /** `[rows, blocks]` */
  readonly scales: Float32Array;
  readonly blocks: number;
}

/** How many numbers share a scale. */
export const blockSize = 32;

const zero = 128;
const largest = 127;

/**
 * Quantises a matrix `[rows, columns]` whose neighbours along a row lie `columnStride` elements apart, and whose rows
 * `rowStride`. The largest number of a block becomes 127: a number is off by at most 1/254 of it.
 */
export function quantizeRows(
  source: Float32Array | Float64Array,
  start: number,
  rows: number,
  columns: number,
  rowStride: number,
  columnStride: number,
): QuantizedRows {
  const blocks = Math.ceil(columns / blockSize);
  const elements = new Uint8Array(rows * blocks * blockSize).fill(zero);
  const scales = new Float32Array(rows * blocks);
  // Block by block, so that values, which are read across their rows, are read while they are in the cache.
  for (let block = 0; block < blocks; block += 1) {
    const first = block * blockSize;
    const count = Math.min(blockSize, columns - first);
    for (let row = 0; row < rows; row += 1) {
      const from = start + row * rowStride + first * columnStride;
      let greatest = 0;
      for (let index = 0; index < count; index += 1)
        greatest = Math.max(greatest, Math.abs(source[from + index * columnStride] as number));
      if (greatest === 0) continue;
      const scale = greatest / largest;
      const target = (row * blocks + block) * blockSize;
      scales[row * blocks + block] = scale;
      for (let index = 0; index < count; index += 1)
        elements[target + index] = Math.round((source[from + index * columnStride] as number) / scale) + zero;
    }
  }
  return { elements, scales, blocks };
}
