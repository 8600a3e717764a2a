/**
 * Tokens that would complete a run of `size` tokens that the text already holds.
 *
 * @param size 0 bans nothing; 1 bans every token of the text
 */
export function tokensRepeatingNgram(tokens: readonly number[], size: number): number[] {
  if (size === 0 || tokens.length < size) return [];
  const prefixLength = size - 1;
  const prefixStart = tokens.length - prefixLength;
  const banned: number[] = [];
  for (let start = 0; start + size <= tokens.length; start++) {
    let same = true;
    for (let i = 0; same && i < prefixLength; i++) same = tokens[start + i] === tokens[prefixStart + i];
    if (same) banned.push(tokens[start + prefixLength] as number);
  }
  return banned;
}
