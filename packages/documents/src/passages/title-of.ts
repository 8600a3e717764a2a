const between = ' › ';
/** Characters: a title is to leave the passage its room. */
const longest = 120;

/** The title of a passage: the document's own and the headings above, as many of the innermost as there is room for. */
export function titleOf(document: string | undefined, headings: readonly string[]): string | undefined {
  const all = [document ?? '', ...headings].filter((part) => part !== '');
  const parts = all.filter((part, index) => part !== all[index - 1]);
  let title = shortened(parts.pop() ?? '');
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const longer = part + between + title;
    if (longer.length > longest) break;
    title = longer;
  }
  return title === '' ? undefined : title;
}

function shortened(title: string): string {
  if (title.length <= longest) return title;
  const cut = title.slice(0, longest - 1);
  return `${cut.replace(/\s+\S*$/, '').replace(/[\ud800-\udbff]$/, '')}…`;
}
