const lineEnd = /\r\n?|\n/g;

/** Offset of the first character of every line from `from` on, and the text's length behind the last. */
export function lineStarts(text: string, from: number): number[] {
  const starts = [from];
  for (const match of text.slice(from).matchAll(lineEnd)) starts.push(from + match.index + match[0].length);
  starts.push(text.length);
  return starts;
}
