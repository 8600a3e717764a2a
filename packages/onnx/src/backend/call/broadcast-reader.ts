/** Reads a tensor of four dimensions, each whole or 1, at positions of the shape that it broadcasts to. */
export class BroadcastReader {
  readonly #strides: readonly [number, number, number, number];

  constructor(shape: readonly number[]) {
    const strides = [0, 0, 0, 0];
    let stride = 1;
    for (let axis = 3; axis >= 0; axis -= 1) {
      const size = shape[axis] ?? 1;
      strides[axis] = size === 1 ? 0 : stride;
      stride *= size;
    }
    const [batch = 0, head = 0, query = 0, key = 0] = strides;
    this.#strides = [batch, head, query, key];
  }

  /** Where the keys of a query begin. */
  start(batch: number, head: number, query: number): number {
    const [batchStride, headStride, queryStride] = this.#strides;
    return batch * batchStride + head * headStride + query * queryStride;
  }

  /** How far the next key is: 0 where one element stands for all keys. */
  get keyStride(): number {
    return this.#strides[3];
  }

  /** Whether heads, or batches and queries, differ. */
  get variesOverHeads(): boolean {
    return this.#strides[1] !== 0;
  }

  get variesOverBatches(): boolean {
    return this.#strides[0] !== 0;
  }

  get variesOverQueries(): boolean {
    return this.#strides[2] !== 0;
  }
}
