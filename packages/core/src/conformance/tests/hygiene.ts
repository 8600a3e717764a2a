import { attention } from '../../attention/attention.js';
import type { AttentionElementType } from '../../backend/backend.js';
import { floatElements, floatValues } from '../../tensor/float-values.js';
import type { Tensor } from '../../tensor/tensor.js';
import { assert } from '../assertions.js';
import { type AttentionCase, randomCase } from '../attention-case.js';
import { judge } from '../judge.js';
import type { ConformanceContext } from '../test-functions.js';

const sizes = { batch: 2, queryHeads: 2, heads: 1, queries: 3, length: 5, headSize: 4, valueHeadSize: 4 };
const poisoned = 2;
const poisons = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** NaN, infinities and rows without keys. */
export function testHygiene(context: ConformanceContext, type: AttentionElementType): void {
  const { describe, it } = context;
  const hidings: readonly (readonly [string, Partial<AttentionCase>])[] = [
    ['the padding mask', { keyMask: bool([5], (key) => key !== poisoned) }],
    ['the mask', { mask: bool([5], (key) => key !== poisoned) }],
    ['a bias of -Infinity', { bias: float(type, [5], (key) => (key === poisoned ? Number.NEGATIVE_INFINITY : 0.5)) }],
    ['a key weight of 0', { keyWeight: float(type, [5], (key) => (key === poisoned ? 0 : 1.5)) }],
  ];
  describe('what is masked out never reaches the result', () => {
    for (const [hiding, options] of hidings)
      for (const poison of poisons)
        it(`${poison} behind ${hiding}`, () => judge(context, { ...poisonedCase(type, poison), ...options }));
    it('nor what all but one query may see', async () => {
      const mask = bool([1, 1, 3, 5], (index) => index % 5 !== poisoned || index >= 10);
      for (const poison of poisons) {
        const input = { ...poisonedCase(type, poison), mask };
        const { output } = await attention({ ...input, backend: await context.backend() });
        const clean = await attention({ ...randomCase(type, sizes), mask, backend: await context.backend() });
        assertRows(output, clean.output, (query) => query < 2);
      }
    });
    it('nor what lies behind softcap', () =>
      judge(context, { ...poisonedCase(type, Number.NaN), softcap: 2, mask: bool([5], (key) => key !== poisoned) }));
  });
  describe('a score of -Infinity is not attended to', () => {
    const positive = (shape: readonly number[]) => float(type, shape, (index) => 0.25 + (index % 7) / 8);
    const [query, key] = [positive([2, 2, 3, 4]), positive([2, 1, 5, 4])];
    const input = { ...randomCase(type, sizes), query, key };
    const lowest = Number.NEGATIVE_INFINITY;
    it('by an infinite key, whose value is not read', () =>
      judge(context, { ...input, key: poison(key, lowest), value: poison(input.value, Number.NaN) }));
    it('by an infinite key that hides an infinite value', () =>
      judge(context, { ...input, key: poison(key, lowest), value: poison(input.value, Number.POSITIVE_INFINITY) }));
    it('by infinite keys alone', () => judge(context, { ...input, key: float(type, [2, 1, 5, 4], () => lowest) }));
    it('by an infinite query, in its own row alone', () =>
      judge(context, { ...input, query: float(type, [2, 2, 3, 4], (index) => (index < 4 ? lowest : 0.5)) }));
  });
  describe('what is attended to does', () => {
    it('NaN in a value', async () => {
      const value = poison(randomCase(type, sizes).value, Number.NaN);
      await expectNaN(context, { ...randomCase(type, sizes), value });
    });
    it('NaN in a key', async () => {
      const key = poison(randomCase(type, sizes).key, Number.NaN);
      await expectNaN(context, { ...randomCase(type, sizes), key });
    });
    it('NaN in a query, in its own row alone', async () => {
      const clean = randomCase(type, sizes);
      const values = Float64Array.from(floatValues(clean.query));
      values[0] = Number.NaN;
      const query = { ...clean.query, data: floatElements(type, values) };
      const backend = await context.backend();
      const { output } = await attention({ ...clean, query, backend });
      assert(floatValues(output).slice(0, 4).every(Number.isNaN), 'output: expected NaN in the row of the query');
      assertRows(output, (await attention({ ...clean, backend })).output, (_query, row) => row > 0);
    });
  });
  describe('a row that may attend to nothing gives zeros', () => {
    const rowHidden = bool([1, 1, 3, 5], (index) => index < 5 || index >= 10);
    it('all rows by the mask', () => judge(context, { ...randomCase(type, sizes), mask: bool([1], () => false) }));
    it('one row of three by the mask', () => judge(context, { ...randomCase(type, sizes), mask: rowHidden }));
    it('one batch of two by the padding mask', () =>
      judge(context, { ...randomCase(type, sizes), keyMask: bool([2, 5], (index) => index < 5) }));
    it('one row of three by a bias of -Infinity', () => {
      const bias = float(type, [1, 1, 3, 5], (index) => (rowHidden.data[index] ? 0 : Number.NEGATIVE_INFINITY));
      return judge(context, { ...randomCase(type, sizes), bias });
    });
    it('by mask and padding mask that leave each other nothing', () =>
      judge(context, {
        ...randomCase(type, sizes),
        mask: bool([5], (key) => key < 2),
        keyMask: bool([5], (key) => key >= 2),
      }));
    it('with NaN in all keys and values', () =>
      judge(context, {
        ...randomCase(type, sizes),
        key: float(type, [2, 1, 5, 4], () => Number.NaN),
        value: float(type, [2, 1, 5, 4], () => Number.NaN),
        mask: bool([1], () => false),
      }));
  });
  it('scores far apart neither overflow nor vanish', () => {
    const large = randomCase(type, { ...sizes, headSize: 1, length: 3 });
    const key = float(type, [2, 1, 3, 1], (index) => [200, -200, 100][index % 3] as number);
    const query = float(type, [2, 2, 3, 1], (index) => [100, 50, -25][index % 3] as number);
    return judge(context, { ...large, key, query, scale: 1 });
  });
}

function poisonedCase(type: AttentionElementType, value: number): AttentionCase {
  const clean = randomCase(type, sizes);
  return { ...clean, key: poison(clean.key, value), value: poison(clean.value, value) };
}

/** Overwrites one key position of every batch: `[2, 1, 5, 4]`. */
function poison(tensor: AttentionCase['key'], value: number): AttentionCase['key'] {
  const values = Float64Array.from(floatValues(tensor), (each, index) =>
    Math.floor(index / 4) % 5 === poisoned ? value : each,
  );
  return { ...tensor, data: floatElements(tensor.type, values) };
}

async function expectNaN(context: ConformanceContext, input: AttentionCase): Promise<void> {
  const { output } = await attention({ ...input, backend: await context.backend() });
  assert(floatValues(output).every(Number.isNaN), 'output: expected NaN in every element, got a number');
}

/** Compares the rows `[2, 2, 3, 4]` that the filter names, bit by bit. */
function assertRows(
  actual: Tensor<AttentionElementType>,
  expected: Tensor<AttentionElementType>,
  filter: (query: number, row: number) => boolean,
): void {
  const [came, wanted] = [floatValues(actual), floatValues(expected)];
  for (let index = 0; index < came.length; index += 1) {
    const row = Math.floor(index / 4);
    if (filter(row % 3, row))
      assert(
        Math.abs((came[index] as number) - (wanted[index] as number)) <= 1e-3,
        `output[${index}]: expected ${wanted[index]} as without NaN elsewhere, got ${came[index]}`,
      );
  }
}

function bool(shape: readonly number[], allowed: (index: number) => boolean) {
  const count = shape.reduce((product, size) => product * size, 1);
  return {
    type: 'bool',
    shape,
    data: Uint8Array.from({ length: count }, (_, index) => Number(allowed(index))),
  } as const;
}

function float(type: AttentionElementType, shape: readonly number[], value: (index: number) => number) {
  const count = shape.reduce((product, size) => product * size, 1);
  return {
    type,
    shape,
    data: floatElements(
      type,
      Float64Array.from({ length: count }, (_, index) => value(index)),
    ),
  };
}
