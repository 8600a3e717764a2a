import { colours } from '../lexicon/colours.js';
import { numberWords } from '../lexicon/numbers.js';

const determiners = new Set(['a', 'an', 'the', 'his', 'her', 'its', 'their', 'some', 'another']);
const adjectives = new Set(
  `large big small little huge giant tall long short young old older elderly new tiny medium sized medium-sized dark light
  bright striped plaid colorful fluffy furry hairy wet dirty muddy blond blonde plastic rubber wooden metal leather stuffed
  soft hard thick thin heavy empty half full lone single smiling dressed spotted shaggy hooded long-sleeved sleeveless baggy
  asian white black african american shirtless skinny happy excited cute adorable beautiful pretty tan toy inflatable snowy
  grassy rocky sandy wooded dirt shallow deep busy crowded steep open public calm clear murky frozen icy flat dry green`.split(
    /\s+/,
  ),
);

/** The words before a noun that belong to it, from the determiner or number on. */
export function modifiersBefore(caption: readonly string[], noun: number): string[] {
  let start = noun;
  while (start > 0 && isModifier(caption[start - 1] ?? '')) start--;
  const first = caption[start - 1] ?? '';
  if (determiners.has(first) || numberWords.has(first)) start--;
  return caption.slice(start, noun);
}

function isModifier(word: string): boolean {
  return adjectives.has(word) || word.split('-').some((part) => colours.has(part));
}

/** Whether a word can stand between a determiner and its noun. */
export function isBetween(word: string): boolean {
  return determiners.has(word) || numberWords.has(word) || isModifier(word);
}
