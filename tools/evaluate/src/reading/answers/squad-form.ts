/** What Python's `string.punctuation` holds. */
const punctuation = /[!-/:-@[-`{-~]/g;
/** Articles as words of their own, where letters of all scripts make words. */
const articles = /(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu;

/**
 * An answer as the SQuAD script compares it (Rajpurkar et al. 2016): lower case, without ASCII punctuation, without
 * English articles, single spaces.
 */
export function squadForm(answer: string): string {
  return answer.toLowerCase().replace(punctuation, '').replace(articles, ' ').trim().replace(/\s+/g, ' ');
}
