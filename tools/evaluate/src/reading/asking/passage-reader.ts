/** What the measurements need of a reader; `Memory` is what it makes of a passage. */
export interface PassageReader<Memory> {
  encode(passages: readonly string[], options: { readonly signal: AbortSignal }): Promise<readonly Memory[]>;
  read(request: {
    readonly question: string;
    readonly memories: readonly Memory[];
    readonly priors?: readonly number[];
    readonly topK: number;
    readonly signal: AbortSignal;
  }): Promise<readonly ReadAnswer[]>;
}

/** An answer as a reader gives it, best first. */
export interface ReadAnswer {
  /** Null for "not in these passages". */
  readonly answer: string | null;
  readonly score: number;
  readonly citations: readonly { readonly passage: number }[];
  readonly attention: { readonly passages: readonly { readonly weight: number }[] };
}
