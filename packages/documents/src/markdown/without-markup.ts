const image = /!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g;
const link = /\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g;
const tag = /<\/?[a-zA-Z][^>]*>/g;
const emphasis = /(\*{1,3}|(?<!\w)_{1,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1/g;
const escaped = /\\([!-/:-@[-`{-~])/g;

/** Characters that are looked at: the patterns take time that grows with the square of the length. */
const longest = 1000;

/** What a heading says: the words of links, images and emphasis without their markup. */
export function withoutMarkup(inline: string): string {
  const plain = inline
    .slice(0, longest)
    .replace(image, '$1')
    .replace(link, '$1')
    .replace(tag, '')
    .replace(emphasis, '$2');
  return plain.replace(escaped, '$1').replace(/\s+/g, ' ').trim();
}
