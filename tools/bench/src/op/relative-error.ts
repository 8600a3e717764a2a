/** The root of the mean square of the difference, relative to that of what was expected. */
export function relativeError(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  let difference = 0;
  let size = 0;
  for (let index = 0; index < expected.length; index += 1) {
    const wanted = expected[index] ?? Number.NaN;
    difference += ((got[index] ?? Number.NaN) - wanted) ** 2;
    size += wanted ** 2;
  }
  return Math.sqrt(difference / size);
}
