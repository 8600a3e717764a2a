/** Rows of floats whose length in the kernel's memory is a multiple of four. */
export function paddedWidth(width: number): number {
  return (width + 3) & ~3;
}

/** Writes rows of `width` floats to where they are `paddedWidth(width)` long; the rest of each becomes zero. */
export function writeRows(target: Float32Array, at: number, source: Float32Array, width: number): void {
  const padded = paddedWidth(width);
  if (padded === width) {
    target.set(source, at);
    return;
  }
  let to = at;
  for (let from = 0; from < source.length; from += width, to += padded) {
    target.set(source.subarray(from, from + width), to);
    target.fill(0, to + width, to + padded);
  }
}

/** The rows that {@link writeRows} writes, as an array of their own. */
export function readRows(source: Float32Array, at: number, rows: number, width: number): Float32Array<ArrayBuffer> {
  const padded = paddedWidth(width);
  if (padded === width) return source.slice(at, at + rows * width) as Float32Array<ArrayBuffer>;
  const target = new Float32Array(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const from = at + row * padded;
    target.set(source.subarray(from, from + width), row * width);
  }
  return target;
}
