/** Whether a NaN or an infinity is among the numbers. */
export function hasNonFinite(data: ArrayLike<number>): boolean {
  // Zero times a finite number is zero, times anything else NaN, and a NaN stays in a sum.
  let sum = 0;
  for (let index = 0; index < data.length; index += 1) sum += 0 * (data[index] as number);
  return sum !== 0;
}

/** Whether a number is NaN or above all others; the lowest of all says that a key may not be attended to. */
export function hasUnusableBias(data: ArrayLike<number>): boolean {
  for (let index = 0; index < data.length; index += 1) {
    const value = data[index] as number;
    if (!(value < Number.POSITIVE_INFINITY)) return true;
  }
  return false;
}
