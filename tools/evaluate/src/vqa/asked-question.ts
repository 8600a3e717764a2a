/** Where a question comes from, in the order in which reports show them. */
export const questionSources = ['coco-qa', 'captions', 'daquar'] as const;

export type QuestionSource = (typeof questionSources)[number];

/** A question to a photo, and what people answer. */
export interface AskedQuestion {
  /** Path of the photo inside the data folder. */
  readonly image: string;
  readonly question: string;
  /** One an annotator; at least one. */
  readonly answers: readonly string[];
  readonly source: QuestionSource;
  /** `object`, `yes-no` and so on; the types of one source are its own. */
  readonly type: string;
}
