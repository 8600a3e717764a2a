/**
 * A text's log-probability divided by its length to a power, so that long texts, whose probability is a longer product,
 * can compete with short ones: 0 leaves the sum, 1 takes the mean of the tokens. The normalisation of
 * {@link https://arxiv.org/abs/1609.08144 | Wu et al., 2016} (section 7) without its offset of 5, as Hugging Face
 * transformers has it, so that penalties carry over.
 *
 * @param length tokens of the text, the end token counted; an empty sum scores 0
 */
export function lengthNormalisedScore(logProbability: number, length: number, penalty: number): number {
  return length === 0 ? logProbability : logProbability / length ** penalty;
}

/**
 * The best score that a text under way can still reach: every further token at probability 1, finished at the length
 * that suits the penalty best.
 *
 * @param shortest least length at which the text can finish, the end token counted
 * @param longest greatest length at which it can finish
 */
export function bestReachableScore(logProbability: number, shortest: number, longest: number, penalty: number): number {
  return lengthNormalisedScore(logProbability, penalty >= 0 ? longest : shortest, penalty);
}
