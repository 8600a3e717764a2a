import type { Contestant } from '../contestant.js';
import type { OpTensors } from '../op-tensors.js';

/** What a person would write by hand: loops over typed arrays, one query after the other. */
export function createPlainLoops({ query, key, value }: OpTensors): Contestant {
  const [batch = 0, heads = 0, queries = 0, width = 0] = query.shape;
  const keys = key.shape[2] ?? 0;
  return {
    name: 'plain loops',
    kind: 'peer',
    async run() {
      const output = new Float32Array(query.data.length);
      const weights = new Float32Array(keys);
      for (let pair = 0; pair < batch * heads; pair += 1)
        for (let at = pair * queries; at < (pair + 1) * queries; at += 1)
          attendOne(query.data, key.data, value.data, output, weights, at * width, pair * keys * width, width);
      return output;
    },
    async dispose() {},
  };
}

function attendOne(
  query: Float32Array,
  key: Float32Array,
  value: Float32Array,
  output: Float32Array,
  weights: Float32Array,
  queryStart: number,
  keyStart: number,
  width: number,
): void {
  const scale = 1 / Math.sqrt(width);
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0, from = keyStart; at < weights.length; at += 1, from += width) {
    let score = 0;
    for (let element = 0; element < width; element += 1)
      score += (query[queryStart + element] as number) * (key[from + element] as number);
    weights[at] = score * scale;
    greatest = Math.max(greatest, score * scale);
  }
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) {
    const weight = Math.exp((weights[at] as number) - greatest);
    weights[at] = weight;
    sum += weight;
  }
  for (let at = 0, from = keyStart; at < weights.length; at += 1, from += width) {
    const weight = (weights[at] as number) / sum;
    for (let element = 0; element < width; element += 1)
      output[queryStart + element] =
        (output[queryStart + element] as number) + weight * (value[from + element] as number);
  }
}
