/** How many questions of each kind are asked. */
export interface ReadingSizes {
  /** With their own passage, of the main source. */
  readonly main: number;
  /** With their own passage, of every other source. */
  readonly others: number;
  /** That sound as if their passage answered them. */
  readonly hard: number;
  /** Of one passage of another article. */
  readonly elsewhere: number;
  /** Of {@link passagesRead} passages of other articles. */
  readonly elsewhereMany: number;
  /** Searched for in the whole collection. */
  readonly retrieved: number;
}

/** What is asked unless told otherwise: a few minutes on two cores. */
const usualSizes: ReadingSizes = {
  main: Infinity,
  others: 200,
  hard: 1000,
  elsewhere: 500,
  elsewhereMany: 100,
  retrieved: 300,
};

/** @param limit - of each kind; undefined for what is usual. */
export function sizesOf(limit: number | undefined): ReadingSizes {
  if (limit === undefined) return usualSizes;
  return {
    main: limit,
    others: limit,
    hard: limit,
    elsewhere: limit,
    elsewhereMany: limit,
    retrieved: limit,
  };
}

/** The source whose figures are the main ones. */
export const mainSource = 'squad-v1.1-dev';

/** Passages that a question is read in after a search. */
export const passagesRead = 20;

/** Passages out of which those of other articles are drawn, so that their memories are reused. */
export const otherArticlesPool = 200;
