/** The next multiple of four: what the widths and the number of keys are in the kernel's memory. */
export function padded(count: number): number {
  return (count + 3) & ~3;
}

/** Writes rows of `width` floats to where they are `padded(width)` long; the rest of each becomes zero. */
export function writeRows(target: Float32Array, at: number, source: Float32Array, width: number): void {
  const pitch = padded(width);
  if (pitch === width) {
    target.set(source, at);
    return;
  }
  let to = at;
  for (let from = 0; from < source.length; from += width, to += pitch) {
    target.set(source.subarray(from, from + width), to);
    target.fill(0, to + width, to + pitch);
  }
}

/** The rows that {@link writeRows} writes, as an array of their own. */
export function readRows(source: Float32Array, at: number, rows: number, width: number): Float32Array<ArrayBuffer> {
  const pitch = padded(width);
  if (pitch === width) return source.slice(at, at + rows * width) as Float32Array<ArrayBuffer>;
  const target = new Float32Array(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const from = at + row * pitch;
    target.set(source.subarray(from, from + width), row * width);
  }
  return target;
}
