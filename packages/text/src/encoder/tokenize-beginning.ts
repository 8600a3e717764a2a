import type { Tokenizer, TokenSpan } from '@crossattn/checkpoint';

/** The tokens of a text, or of its beginning. */
export interface TokenizedBeginning {
  readonly tokens: readonly TokenSpan[];
  /** Whether they are all that the text has. */
  readonly complete: boolean;
}

/** Prose has about four a token. */
const charactersOfToken = 16;
/** A part may end with half a word, to which WordPiece gives at most a token for each of 100 characters: left out. */
const tokensOfWord = 128;

/**
 * The tokens of as much of a text as shows its first `count` tokens: a text of a million characters takes as long as one
 * that is a few times too long. Parts of a text with few tokens, such as white space, are passed over in longer and longer
 * steps.
 */
export function tokenizeBeginning(
  tokenizer: Pick<Tokenizer, 'encodeSpans'>,
  text: string,
  count: number,
): TokenizedBeginning {
  const enough = count + tokensOfWord;
  for (let length = enough * charactersOfToken; length < text.length; length *= 4) {
    const tokens = tokenizer.encodeSpans(wholeCharacters(text, length));
    if (tokens.length > enough) return { tokens: tokens.slice(0, -tokensOfWord), complete: false };
  }
  return { tokens: tokenizer.encodeSpans(text), complete: true };
}

function wholeCharacters(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
