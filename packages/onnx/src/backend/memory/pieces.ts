/** Cuts a length into pieces of about the same size, of at most `most`. */
export function* pieces(length: number, most: number): Generator<readonly [start: number, count: number]> {
  const size = Math.ceil(length / Math.ceil(length / most));
  for (let start = 0; start < length; start += size) yield [start, Math.min(size, length - start)];
}
