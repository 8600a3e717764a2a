/** A question with yes or no as its answer, before one of its wordings is chosen. */
export interface Claim {
  /** Claims with the same key share their wordings, so that as many are true as are false. */
  readonly key: string;
  readonly wordings: readonly string[];
  readonly holds: boolean;
}
