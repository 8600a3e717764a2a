/** YAML between `---`, or TOML between `+++`, at the very beginning. */
const frontMatter =
  /^(---|\+\+\+)[^\S\r\n]*(?:\r\n?|\n)([\s\S]*?)(?:\r\n?|\n)?^(?:\1|\.\.\.)[^\S\r\n]*(?:\r\n?|\n|$(?![\r\n]))/m;
const titleLine = /^title[^\S\r\n]*[:=][^\S\r\n]*(.*)$/m;
const quoted = /^(["'])(.*)\1$/;

/** Where the front matter ends (0 where there is none), and the title that it gives. */
export function readFrontMatter(text: string): { end: number; title?: string } {
  const match = frontMatter.exec(text);
  if (match === null || match.index !== 0) return { end: 0 };
  const [whole, , fields = ''] = match;
  const given = titleLine.exec(fields)?.[1]?.trim() ?? '';
  const title = quoted.exec(given)?.[2] ?? given;
  return title === '' ? { end: whole.length } : { end: whole.length, title };
}
