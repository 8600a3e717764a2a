/** Articles as words of their own, where letters of all scripts make words: \b would find one at the end of Andréa. */
const articles = /(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu;

/**
 * What makes two answers the same, as in the script of SQuAD (Rajpurkar et al., 2016): case, punctuation, articles and
 * white space do not count.
 */
export function normalizedAnswer(answer: string): string {
  return answer
    .toLowerCase()
    .replace(/[!-/:-@[-`{-~]/g, '')
    .replace(articles, ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
    .join(' ');
}

/** Whether anything is left of an answer that is normalised: signs and articles alone answer nothing, in no script. */
export function saysSomething(answer: string): boolean {
  return /[^\s\p{P}]/u.test(normalizedAnswer(answer));
}
