/** Writes the softmax of the scores; a score of `-Infinity` has weight 0, and if all scores are that, so have all. */
export function softmax(scores: Float64Array, weights: Float64Array): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > largest) largest = score;
  let sum = 0;
  for (let index = 0; index < scores.length; index += 1) {
    const score = scores[index] as number;
    const weight = score === Number.NEGATIVE_INFINITY ? 0 : Math.exp(score - largest);
    weights[index] = weight;
    sum += weight;
  }
  for (let index = 0; index < scores.length; index += 1)
    if (scores[index] !== Number.NEGATIVE_INFINITY) weights[index] = (weights[index] as number) / sum;
}
