/** Where some bytes first occur at or behind a position, or -1. */
export function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array, position: number): number {
  const last = bytes.length - wanted.length;
  for (let start = position; start <= last; start++) {
    let matched = 0;
    while (matched < wanted.length && bytes[start + matched] === wanted[matched]) matched++;
    if (matched === wanted.length) return start;
  }
  return -1;
}
