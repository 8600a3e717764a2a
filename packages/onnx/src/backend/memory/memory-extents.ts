/** The sizes of a memory that the shapes of results depend on. */
export interface MemoryExtents {
  readonly batches: number;
  readonly heads: number;
  /** `N`, before keys were removed. */
  readonly keys: number;
  readonly valueWidth: number;
}
