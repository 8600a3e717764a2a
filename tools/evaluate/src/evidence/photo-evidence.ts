/** How much covering lowered the log-probability of a word. */
interface WordEvidence {
  readonly word: string;
  /** By way of looking: where the cells that it found heaviest were covered. */
  readonly attended: readonly number[];
  /** By way of looking: where the cells of the caption's other content words were, on average; undefined without others. */
  readonly others: readonly (number | undefined)[];
  /** By draw: where cells drawn at random were covered. */
  readonly random: readonly number[];
}

/** The content words of one photo's caption. */
export interface PhotoEvidence {
  readonly caption: string;
  readonly words: readonly WordEvidence[];
}
