// AssemblyScript, compiled by `pnpm compile-kernel` to src/simd/attend-module.ts. Sizes are in elements, addresses and
// strides in bytes. Widths are padded to multiples of four and keys are padded to such a number of rows; what stands in
// the padding of keys' rows does not matter, padding within a row is zero. Every area has 16 bytes to spare.

const LANES: i32 = 4;
const FLOAT: usize = 4;
const VECTOR: usize = 16;
/** Below this the exponential is less than the smallest normal number, and counts as zero. */
const SMALLEST_EXPONENT: f32 = -87.33654;
const LOG2_E: f32 = Mathf.LOG2E;
/** The logarithm of two in two parts, the first of which has few bits. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444e-4;

/** e to the power of numbers up to zero. The polynomial is that of Cephes (Moshier), expf. */
function exponential(x: v128): v128 {
  const vanished = f32x4.lt(x, f32x4.splat(SMALLEST_EXPONENT));
  const power = f32x4.nearest(f32x4.mul(x, f32x4.splat(LOG2_E)));
  let rest = f32x4.sub(x, f32x4.mul(power, f32x4.splat(LN2_HIGH)));
  rest = f32x4.sub(rest, f32x4.mul(power, f32x4.splat(LN2_LOW)));
  let sum = f32x4.splat(1.98756915e-4);
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.3981999507e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(8.3334519073e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(4.1665795894e-2));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.6666665459e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(5.0000001201e-1));
  sum = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(sum, rest), rest), rest), f32x4.splat(1));
  const twoToPower = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(power), i32x4.splat(127)), 23);
  return v128.andnot(f32x4.mul(sum, twoToPower), vanished);
}

/** The sums of four vectors, as one. */
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

function largest(x: v128): f32 {
  const one = max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1));
  return max(one, max(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)));
}

function total(x: v128): f32 {
  const one = f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1);
  return one + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/** Products of one query with all keys, four keys at a time. */
function multiply(query: usize, key: usize, rowBytes: usize, scale: f32, scores: usize, scoreBytes: usize): void {
  const factor = f32x4.splat(scale);
  for (let at: usize = 0; at < scoreBytes; at += VECTOR) {
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    const end = query + rowBytes;
    let one = key;
    for (let from = query; from < end; from += VECTOR) {
      const q = v128.load(from);
      a = f32x4.add(a, f32x4.mul(q, v128.load(one)));
      b = f32x4.add(b, f32x4.mul(q, v128.load(one + rowBytes)));
      c = f32x4.add(c, f32x4.mul(q, v128.load(one + 2 * rowBytes)));
      d = f32x4.add(d, f32x4.mul(q, v128.load(one + 3 * rowBytes)));
      one += VECTOR;
    }
    v128.store(scores + at, f32x4.mul(sums(a, b, c, d), factor));
    key += 4 * rowBytes;
  }
}

/** Adds the bias, if there is one, and turns scores to exponentials; gives one by their sum. */
function soften(scores: usize, keys: i32, scoreBytes: usize, bias: usize): f32 {
  if (bias) {
    for (let at: usize = 0; at < scoreBytes; at += VECTOR)
      v128.store(scores + at, f32x4.add(v128.load(scores + at), v128.load(bias + at)));
  }
  for (let at = <usize>keys * FLOAT; at < scoreBytes; at += FLOAT) f32.store(scores + at, -Infinity);
  let best = f32x4.splat(-Infinity);
  for (let at: usize = 0; at < scoreBytes; at += VECTOR) best = f32x4.max(best, v128.load(scores + at));
  const top = f32x4.splat(largest(best));
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < scoreBytes; at += VECTOR) {
    const power = exponential(f32x4.sub(v128.load(scores + at), top));
    sum = f32x4.add(sum, power);
    v128.store(scores + at, power);
  }
  return <f32>1 / total(sum);
}

/** The sum of all values, each times its exponential, times `share`. */
function mix(scores: usize, keys: i32, value: usize, rowBytes: usize, share: f32, output: usize): void {
  const factor = f32x4.splat(share);
  const end = scores + <usize>keys * FLOAT;
  let at: usize = 0;
  for (; at + 8 * VECTOR <= rowBytes; at += 8 * VECTOR) {
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    let h = a;
    let from = value + at;
    for (let score = scores; score < end; score += FLOAT) {
      const weight = v128.load32_splat(score);
      a = f32x4.add(a, f32x4.mul(weight, v128.load(from)));
      b = f32x4.add(b, f32x4.mul(weight, v128.load(from, 16)));
      c = f32x4.add(c, f32x4.mul(weight, v128.load(from, 32)));
      d = f32x4.add(d, f32x4.mul(weight, v128.load(from, 48)));
      e = f32x4.add(e, f32x4.mul(weight, v128.load(from, 64)));
      f = f32x4.add(f, f32x4.mul(weight, v128.load(from, 80)));
      g = f32x4.add(g, f32x4.mul(weight, v128.load(from, 96)));
      h = f32x4.add(h, f32x4.mul(weight, v128.load(from, 112)));
      from += rowBytes;
    }
    const to = output + at;
    v128.store(to, f32x4.mul(a, factor));
    v128.store(to, f32x4.mul(b, factor), 16);
    v128.store(to, f32x4.mul(c, factor), 32);
    v128.store(to, f32x4.mul(d, factor), 48);
    v128.store(to, f32x4.mul(e, factor), 64);
    v128.store(to, f32x4.mul(f, factor), 80);
    v128.store(to, f32x4.mul(g, factor), 96);
    v128.store(to, f32x4.mul(h, factor), 112);
  }
  for (; at < rowBytes; at += VECTOR) {
    let a = f32x4.splat(0);
    let from = value + at;
    for (let score = scores; score < end; score += FLOAT) {
      a = f32x4.add(a, f32x4.mul(v128.load32_splat(score), v128.load(from)));
      from += rowBytes;
    }
    v128.store(output + at, f32x4.mul(a, factor));
  }
}

/**
 * Attention of `query` `[blocks, rows, width]` to `key` `[blocks, padded keys, width]` and `value`
 * `[blocks, keys, valueWidth]`, where a block is a head of a batch, into `output` `[blocks, rows, valueWidth]` and, unless
 * its address is 0, `weights` `[blocks, rows, keys]`. `bias`, unless its address is 0, is added to the scores of batch b,
 * head h and row r from `b * biasBatch + h * biasHead + r * biasRow` on.
 */
export function attend(
  batches: i32,
  heads: i32,
  rows: i32,
  keys: i32,
  width: i32,
  valueWidth: i32,
  scale: f32,
  query: usize,
  key: usize,
  value: usize,
  bias: usize,
  biasBatch: usize,
  biasHead: usize,
  biasRow: usize,
  scores: usize,
  output: usize,
  weights: usize,
): void {
  const rowBytes = <usize>width * FLOAT;
  const valueBytes = <usize>valueWidth * FLOAT;
  const scoreBytes = <usize>((keys + LANES - 1) / LANES) * VECTOR;
  for (let batch = 0; batch < batches; batch++) {
    for (let head = 0; head < heads; head++) {
      let rowBias = bias + <usize>batch * biasBatch + <usize>head * biasHead;
      for (let row = 0; row < rows; row++) {
        multiply(query, key, rowBytes, scale, scores, scoreBytes);
        const share = soften(scores, keys, scoreBytes, bias ? rowBias : 0);
        mix(scores, keys, value, valueBytes, share, output);
        if (weights) {
          const factor = f32x4.splat(share);
          for (let at: usize = 0; at < scoreBytes; at += VECTOR)
            v128.store(weights + at, f32x4.mul(v128.load(scores + at), factor));
          weights += <usize>keys * FLOAT;
        }
        rowBias += biasRow;
        query += rowBytes;
        output += valueBytes;
      }
      key += (scoreBytes / FLOAT) * rowBytes;
      value += <usize>keys * valueBytes;
    }
  }
}
