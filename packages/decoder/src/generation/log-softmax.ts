/** Writes the natural logarithm of the softmax of `logits` into `result` (they may be the same array). */
export function logSoftmax(logits: Float32Array, result: Float32Array = new Float32Array(logits.length)): Float32Array {
  let greatest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > greatest) greatest = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - greatest);
  const normaliser = greatest + Math.log(sum);
  for (let i = 0; i < logits.length; i++) result[i] = (logits[i] as number) - normaliser;
  return result;
}
