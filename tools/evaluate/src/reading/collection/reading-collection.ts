/** A passage of the collection that is searched. */
export interface ReadingPassage {
  readonly id: string;
  /** Title of the article that it is of. */
  readonly title: string;
  readonly text: string;
  readonly source: string;
}

/** A question to a passage. */
export interface ReadingQuestion {
  readonly id: string;
  readonly question: string;
  /** What people marked in the passage; empty where the passage does not answer. */
  readonly answers: readonly MarkedAnswer[];
  /** The passage that the question was asked about. */
  readonly passage: ReadingPassage;
  readonly source: string;
}

/** An answer, and where it stands in the passage. */
export interface MarkedAnswer {
  readonly text: string;
  /** Offset of its first character in UTF-16 units, as `String.prototype.slice` takes it. */
  readonly start: number;
}

/** Validation questions and the passages of all splits. */
export interface ReadingCollection {
  readonly passages: readonly ReadingPassage[];
  /** Questions that their passage answers. */
  readonly answerable: readonly ReadingQuestion[];
  /** Questions that sound as if their passage answered them. */
  readonly unanswerable: readonly ReadingQuestion[];
}
