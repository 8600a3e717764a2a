/** What another implementation computed: every `stride`-th value of a tensor, counted over all its axes. */
export interface Golden {
  readonly name: string;
  readonly stride: number;
  readonly values: Float32Array;
}

/** How far a tensor is from its golden. */
export interface Comparison {
  readonly name: string;
  /** How many values were compared. */
  readonly compared: number;
  /** Largest absolute value among the golden ones. */
  readonly largestValue: number;
  readonly largestDifference: number;
  /** Whether every difference is at most 1e-3 and 1e-5 of its golden value. */
  readonly agrees: boolean;
}

const absolute = 1e-3;
const relative = 1e-5;

/**
 * Compares a tensor with its golden.
 *
 * @param counts - whether the value at an index counts; all do unless told otherwise.
 */
export function compareWithGolden(
  { name, stride, values }: Golden,
  actual: Float32Array,
  counts: (index: number) => boolean = () => true,
): Comparison {
  let compared = 0;
  let largestValue = 0;
  let largestDifference = 0;
  let agrees = Math.ceil(actual.length / stride) === values.length;
  for (const [index, golden] of values.entries()) {
    if (!counts(index * stride)) continue;
    const difference = Math.abs((actual[index * stride] ?? Number.NaN) - golden);
    compared++;
    largestValue = Math.max(largestValue, Math.abs(golden));
    largestDifference = Math.max(largestDifference, difference);
    if (!(difference <= absolute + relative * Math.abs(golden))) agrees = false;
  }
  return { name, compared, largestValue, largestDifference, agrees: agrees && compared > 0 };
}
