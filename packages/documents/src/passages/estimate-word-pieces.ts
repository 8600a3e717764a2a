/** Words of one script, numbers, and everything else one by one: what a word piece never joins. */
const parts = /[a-z]+|[\p{L}\p{M}]+|\p{N}+|[^\s\p{L}\p{M}\p{N}]/giu;
const ascii = /^[a-z]/i;
const digits = /^\p{N}/u;
const latin = /^\p{Script=Latin}/u;
const hangul = /^\p{Script=Hangul}/u;

/**
 * About how many word pieces BERT's English tokenizer makes of a text, rather too many than too few, without a tokenizer.
 */
export function estimateWordPieces(text: string): number {
  let pieces = 0;
  for (const [part] of text.matchAll(parts)) pieces += piecesOf(part);
  return pieces;
}

function piecesOf(part: string): number {
  const { length } = part;
  if (ascii.test(part)) return length <= 7 ? 1 : 1 + Math.ceil((length - 7) / 4);
  if (digits.test(part)) return Math.ceil(length / 2);
  if (latin.test(part)) return Math.ceil(length / 2);
  return hangul.test(part) ? length * 3 : length;
}
