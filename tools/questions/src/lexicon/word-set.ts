/** A set of the words in a text, which are separated by white space. */
export function wordSet(...texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.split(/\s+/)).filter((word) => word !== ''));
}

/** Nouns with their regular plurals. */
export function nounSet(...texts: readonly string[]): ReadonlySet<string> {
  return new Set([...wordSet(...texts)].flatMap((noun) => [noun, pluralOf(noun)]));
}

/** All words of several sets. */
export function unionOf(...sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((set) => [...set]));
}

const irregular: Readonly<Record<string, string>> = {
  man: 'men',
  woman: 'women',
  child: 'children',
  person: 'people',
  lady: 'ladies',
  sheep: 'sheep',
  goose: 'geese',
  mouse: 'mice',
  leaf: 'leaves',
  knife: 'knives',
  fish: 'fish',
};

/** The plural of a noun. */
export function pluralOf(noun: string): string {
  const known = irregular[noun];
  if (known !== undefined) return known;
  const compound = /^(.*)(man|woman)$/.exec(noun);
  if (compound) return `${compound[1]}${irregular[compound[2] ?? '']}`;
  if (/(?:s|x|ch|sh)$/.test(noun)) return `${noun}es`;
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return `${noun}s`;
}
