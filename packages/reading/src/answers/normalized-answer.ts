/**
 * What makes two answers the same, as in the script of SQuAD (Rajpurkar et al., 2016): case, punctuation, articles and
 * white space do not count. An answer of nothing else is compared as it is.
 */
export function normalizedAnswer(answer: string): string {
  const words = answer
    .toLowerCase()
    .replace(/[!-/:-@[-`{-~]/g, '')
    .replace(/\b(a|an|the)\b/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.length > 0 ? words.join(' ') : answer;
}
