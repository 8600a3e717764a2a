/** The sorts of questions. */
export const questionTypes = ['yes-no', 'action', 'number', 'colour', 'object', 'place'] as const;

export type QuestionType = (typeof questionTypes)[number];

/** A question to a photo with its answer: a line of the output. */
export interface Question {
  /** Path of the photo inside the data folder. */
  readonly image: string;
  readonly split: string;
  /** Lower case, with a question mark. */
  readonly question: string;
  /** One or two words in lower case. */
  readonly answer: string;
  readonly type: QuestionType;
}
