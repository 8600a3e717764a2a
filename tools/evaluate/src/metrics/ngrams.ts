/** How often each sequence of `size` words occurs; the words of a key are joined by spaces. */
export function countNgrams(words: readonly string[], size: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + size <= words.length; start++) {
    const ngram = words.slice(start, start + size).join(' ');
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return counts;
}

/** Whether some sequence of `size` words occurs twice. */
export function repeatsNgram(words: readonly string[], size: number): boolean {
  return countNgrams(words, size).size < words.length - size + 1;
}
