/** One caption beside what people wrote of the same photo, all as words. */
export interface ScoredCaption {
  readonly candidate: readonly string[];
  /** At least one. */
  readonly references: readonly (readonly string[])[];
}
