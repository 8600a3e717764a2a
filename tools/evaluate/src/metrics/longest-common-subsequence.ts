/** Length of the longest sequence that two lists have in common, in order and not necessarily in a row. */
export function longestCommonSubsequence(one: readonly string[], other: readonly string[]): number {
  let above = new Array<number>(other.length + 1).fill(0);
  for (const item of one) {
    const row = [0];
    for (const [index, candidate] of other.entries()) {
      const best = Math.max(above[index + 1] ?? 0, row[index] ?? 0);
      row.push(item === candidate ? (above[index] ?? 0) + 1 : best);
    }
    above = row;
  }
  return above.at(-1) ?? 0;
}
