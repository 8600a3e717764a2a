import { describe, expect, it } from 'vitest';
import { expectClose } from '../../test/support/expect-close.js';
import { booleans, float32, integers, random, runGraph, tensor, typed } from '../../test/support/run-graph.js';
import {
  add,
  cast,
  concatenate,
  createSession,
  dimensionSize,
  divide,
  GraphBuilder,
  gather,
  matMul,
  multiply,
  reduceMean,
  reshape,
  slice,
  softmax,
  subtract,
  transpose,
  where,
} from '../index.js';

describe('operators', () => {
  const six = tensor('float32', [2, 3], Float32Array.of(1, 2, 3, 4, 5, 6));
  const three = tensor('float32', [3], Float32Array.of(10, 20, 40));

  it('compute elementwise with broadcasting', async () => {
    const results = await runGraph({ feeds: { six, three } }, (builder, inputs) => {
      const [a, b] = [float32(inputs.six), float32(inputs.three)];
      return {
        sum: add(builder, a, b),
        difference: subtract(builder, a, b),
        product: multiply(builder, a, b),
        quotient: divide(builder, a, b),
      };
    });
    expectClose(results.sum, { shape: [2, 3], data: [11, 22, 43, 14, 25, 46] });
    expectClose(results.difference, { shape: [2, 3], data: [-9, -18, -37, -6, -15, -34] });
    expectClose(results.product, { shape: [2, 3], data: [10, 40, 120, 40, 100, 240] });
    expectClose(results.quotient, { shape: [2, 3], data: [0.1, 0.1, 0.075, 0.4, 0.25, 0.15] });
  });

  it('move elements', async () => {
    const feeds = { six, indices: integers([2], 1, 0), choice: booleans([2, 1], 1, 0) };
    const results = await runGraph({ feeds }, (builder, inputs) => {
      const value = float32(inputs.six);
      return {
        transposed: transpose(builder, value, [1, 0]),
        reshaped: reshape(builder, value, [3, 2]),
        joined: concatenate(builder, [value, value], -1),
        gathered: gather(builder, value, typed(inputs.indices, 'int64'), 1),
        sliced: slice(builder, value, 1, 1, 3),
        chosen: where(builder, typed(inputs.choice, 'bool'), value, builder.scalar(0)),
        whole: cast(builder, value, 'int64'),
      };
    });
    expectClose(results.transposed, { shape: [3, 2], data: [1, 4, 2, 5, 3, 6] });
    expectClose(results.reshaped, { shape: [3, 2], data: [1, 2, 3, 4, 5, 6] });
    expectClose(results.joined, { shape: [2, 6], data: [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6] });
    expectClose(results.gathered, { shape: [2, 2], data: [2, 1, 5, 4] });
    expectClose(results.sliced, { shape: [2, 2], data: [2, 3, 5, 6] });
    expectClose(results.chosen, { shape: [2, 3], data: [1, 2, 3, 0, 0, 0] });
    expect(results.whole?.data).toEqual(BigInt64Array.of(1n, 2n, 3n, 4n, 5n, 6n));
  });

  it('reduce and multiply', async () => {
    const results = await runGraph({ feeds: { six, three } }, (builder, inputs) => ({
      product: matMul(builder, float32(inputs.six), reshape(builder, float32(inputs.three), [3, 1])),
      mean: reduceMean(builder, float32(inputs.six), [0]),
      weights: softmax(builder, float32(inputs.six)),
    }));
    expectClose(results.product, { shape: [2, 1], data: [170, 380] });
    expectClose(results.mean, { shape: [3], data: [2.5, 3.5, 4.5] });
    const weights = [0.09003057317038046, 0.24472847105479764, 0.6652409557748218];
    expectClose(results.weights, { shape: [2, 3], data: [...weights, ...weights] });
  });

  it('refuse shapes that do not fit, naming operator and shapes', () => {
    const builder = new GraphBuilder({ name: 'g' });
    const a = builder.input('a', 'float32', ['batch', 4]);
    const b = builder.input('b', 'float32', ['rows', 4]);
    const whole = builder.input('whole', 'int64', ['batch', 4]);
    const mismatch = (message: string) =>
      expect.objectContaining({ code: 'shape-mismatch', message: `graph 'g': ${message}` });
    expect(() => add(builder, a, b)).toThrow(mismatch('Add: [batch, 4] and [rows, 4] do not broadcast'));
    expect(() => matMul(builder, a, b)).toThrow(/MatMul: .* \[batch, 4\] \('a'\) and \[rows, 4\] \('b'\)/);
    expect(() => reshape(builder, a, ['batch', 5])).toThrow(
      mismatch('Reshape: [batch, 4] has not as many elements as [batch, 5]'),
    );
    expect(() => transpose(builder, a, [0, 0])).toThrow(
      mismatch('Transpose: [0,0] is no order of the axes of [batch, 4]'),
    );
    expect(() => concatenate(builder, [a, b], 1)).toThrow(/Concat along axis 1/);
    expect(() => slice(builder, a, 1, 0, 5)).toThrow(/axis 1 of \[batch, 4\] has no elements \[0, 5\)/);
    expect(() => gather(builder, a, whole, 2)).toThrow(/has no axis 2/);
    expect(() => reduceMean(builder, a, [2])).toThrow(/does not have all of the axes/);
    expect(() => add<'float32' | 'int64'>(builder, a, whole)).toThrow(
      expect.objectContaining({ code: 'type-mismatch' }),
    );
    expect(() => dimensionSize(builder, 'nowhere')).toThrow(expect.objectContaining({ code: 'unknown-dimension' }));
  });

  it('reshape to products and sums of symbols that only a run knows', async () => {
    const builder = new GraphBuilder({ name: 'g' });
    const folded = builder.input('folded', 'float32', ['batch * rows', 4]);
    const past = builder.input('past', 'float32', ['batch', 'rows', 'past', 4]);
    const joined = concatenate(builder, [past, reshape(builder, folded, ['batch', 'rows', 1, 4])], 2);
    builder.output('joined', reshape(builder, joined, ['batch * rows', '(past + 1)', 2, 2]));
    builder.output('size', dimensionSize(builder, '2 * (past + 1) * batch'));
    await using session = await createSession(builder.build());
    const { joined: result, size } = await session.run({ folded: random([6, 4]), past: random([2, 3, 5, 4]) });
    expect(result?.shape).toEqual([6, 6, 2, 2]);
    expect(size?.data).toEqual(BigInt64Array.of(24n));
  });
});
