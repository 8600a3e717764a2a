/**
 * An answer as exact match compares it: lower case, with single spaces, without marks at its ends, a comma followed by one
 * space. Articles stay, and numbers stay as they are written.
 */
export function exactForm(answer: string): string {
  return answer
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/\s*,\s*/g, ', ')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

const digits = new Map(
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map(
    (word, value): [string, string] => [word, String(value)],
  ),
).set('none', '0');

const articles = new Set(['a', 'an', 'the']);

/**
 * An answer as the VQA consensus measure compares it (Antol et al. 2015, section 3): lower case, numbers in digits, without
 * punctuation and articles.
 */
export function consensusForm(answer: string): string {
  const words = answer
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\s]+/gu, ' ')
    .split(/\s+/);
  return words
    .filter((word) => word !== '' && !articles.has(word))
    .map((word) => digits.get(word) ?? word)
    .join(' ');
}
