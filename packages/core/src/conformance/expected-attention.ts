import { floatValues } from '../tensor/float-values.js';
import type { Tensor } from '../tensor/tensor.js';
import type { AttentionCase } from './attention-case.js';

/** The result of the formula, flat and row-major. */
export interface ExpectedAttention {
  /** `[B x R, Hq, M, Dv]` */
  readonly output: readonly number[];
  /** `[B x R, Hq, M, N]` */
  readonly weights: readonly number[];
}

/** Rounds after every operation; the identity for float64. */
export type Rounding = (value: number) => number;

/**
 * The formula once more, written apart from every backend so that it can judge them all: each element is looked up by its
 * indices, and each key weight multiplies its exponential. Slow, for small cases.
 */
export function expectedAttention(input: AttentionCase, round: Rounding = (value) => value): ExpectedAttention {
  const [batches, heads, queries, headSize] = input.query.shape as [number, number, number, number];
  const [, keyHeads, length] = input.key.shape as [number, number, number, number];
  const valueHeadSize = input.value.shape[3] as number;
  const query = vectors(input.query);
  const key = vectors(input.key);
  const value = vectors(input.value);
  const mask = input.mask && reader(input.mask);
  const bias = input.bias && reader(input.bias);
  const keyMask = input.keyMask && reader(input.keyMask);
  const keyWeight = input.keyWeight && reader(input.keyWeight);
  const scale = round(input.scale ?? (headSize === 0 ? 1 : headSize ** -0.5));
  const softcap = input.softcap ?? 0;
  const output: number[] = [];
  const weights: number[] = [];

  for (const [b, h, m] of indices(batches, heads, queries)) {
    const memory = Math.floor(b / (input.rows ?? 1));
    const head = Math.floor((h * keyHeads) / heads);
    const asked = query(b, h, m);
    const scores = range(length).map((n) => {
      const added = bias?.(b, h, m, n) ?? 0;
      const allowed = mask?.(b, h, m, n) !== 0 && keyMask?.(memory, n) !== 0 && keyWeight?.(memory, n) !== 0;
      if (!allowed || added === Number.NEGATIVE_INFINITY) return undefined;
      const known = key(memory, head, n);
      const product = sum(
        Array.from(asked, (element, d) => round(element * (known[d] as number))),
        round,
      );
      const score = round(product * scale);
      const capped = softcap > 0 ? round(softcap * round(Math.tanh(round(score / softcap)))) : score;
      const total = round(capped + added);
      return total === Number.NEGATIVE_INFINITY ? undefined : total;
    });
    const largest = Math.max(...scores.filter((score) => score !== undefined));
    const exponentials = scores.map((score, n) =>
      score === undefined ? undefined : round((keyWeight?.(memory, n) ?? 1) * round(Math.exp(round(score - largest)))),
    );
    const total = sum(
      exponentials.filter((each) => each !== undefined),
      round,
    );
    const shares = exponentials.map((each) => (each === undefined ? undefined : round(each / total)));
    weights.push(...shares.map((share) => share ?? 0));
    const sums = Array<number>(valueHeadSize).fill(0);
    for (const [n, share] of shares.entries()) {
      if (share === undefined) continue;
      value(memory, head, n).forEach((element, d) => {
        sums[d] = round((sums[d] as number) + round(share * element));
      });
    }
    output.push(...sums);
  }
  return { output, weights };
}

/** The last dimension of `[batch, heads, length, size]` at the indices of the others. */
function vectors(tensor: AttentionCase['query']): (batch: number, head: number, position: number) => Float64Array {
  const values = Float64Array.from(floatValues(tensor));
  const [, heads, length, size] = tensor.shape as [number, number, number, number];
  return (batch, head, position) => {
    const start = ((batch * heads + head) * length + position) * size;
    return values.subarray(start, start + size);
  };
}

type Reader = (...index: number[]) => number;

/** Looks an element up by its indices, counted from the last dimension; sizes of 1 and missing dimensions repeat. */
function reader(tensor: Tensor<'float64' | 'float32' | 'float16' | 'bool'>): Reader {
  const values: ArrayLike<number> = tensor.type === 'bool' ? tensor.data : floatValues(tensor as Tensor<'float64'>);
  const { shape } = tensor;
  return (...index) => {
    const own = index.slice(index.length - shape.length);
    return values[
      own.reduce((flat, at, axis) => flat * (shape[axis] as number) + (shape[axis] === 1 ? 0 : at), 0)
    ] as number;
  };
}

function* indices(...[batches, heads, queries]: [number, number, number]): Generator<[number, number, number]> {
  for (const b of range(batches)) for (const h of range(heads)) for (const m of range(queries)) yield [b, h, m];
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function sum(values: readonly number[], round: Rounding): number {
  return values.reduce((total, value) => round(total + value), 0);
}
