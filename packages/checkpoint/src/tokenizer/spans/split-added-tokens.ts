/** A part of a text: an added token, or what lies between two. */
export interface TextPart {
  readonly text: string;
  /** Offset in the text that was split. */
  readonly start: number;
  readonly added: boolean;
}

/** An added token as a `tokenizer.json` describes it. */
export interface AddedToken {
  readonly content: string;
  /** Takes the white space before it. */
  readonly lstrip?: boolean;
  /** Takes the white space behind it. */
  readonly rstrip?: boolean;
  /** Is looked for in the normalised text. */
  readonly normalized?: boolean;
}

/** Splits a text at added tokens: the leftmost one, and the longest of those. */
export function splitAddedTokens(text: string, tokens: ReadonlyMap<string, AddedToken>): TextPart[] {
  if (tokens.size === 0 || text === '') return [{ text, start: 0, added: false }];
  const contents = [...tokens.keys()].filter((content) => content !== '').sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    contents.map((content) => content.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('|'),
    'g',
  );
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: content, index } of text.matchAll(pattern)) {
    if (index > end) parts.push({ text: text.slice(end, index), start: end, added: false });
    parts.push({ text: content, start: index, added: true });
    end = index + content.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), start: end, added: false });
  return parts.map((part, index) => {
    if (part.added) return part;
    const before = tokens.get(parts[index - 1]?.text ?? '');
    const behind = tokens.get(parts[index + 1]?.text ?? '');
    const trimmed = before?.rstrip ? part.text.trimStart() : part.text;
    const start = part.start + part.text.length - trimmed.length;
    return { ...part, text: behind?.lstrip ? trimmed.trimEnd() : trimmed, start };
  });
}
