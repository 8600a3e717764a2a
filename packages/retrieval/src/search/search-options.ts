/** Which passages a search may find. All conditions hold together. */
export interface SearchFilter {
  /** Of these documents alone. */
  readonly documents?: readonly string[];
  /** Whose metadata have these values; of a list, any one. */
  readonly metadata?: Readonly<Record<string, MetadataValue | readonly MetadataValue[]>>;
}

/** One value of the metadata of a passage. */
export type MetadataValue = string | number | boolean;

/** How to search. */
export interface SearchOptions {
  /**
   * Most passages to return, 1 to 1,000.
   * @defaultValue 20
   */
  readonly topK?: number;
  /** Which passages may be found; all by default. */
  readonly filter?: SearchFilter;
  /** Stops before the next step. */
  readonly signal?: AbortSignal;
}
