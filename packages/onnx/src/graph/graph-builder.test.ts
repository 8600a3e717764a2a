import { describe, expect, it } from 'vitest';
import { expectClose } from '../../test/support/expect-close.js';
import { float32, random, runGraph, tensor } from '../../test/support/run-graph.js';
import { add, GraphBuilder, matMul, weightsFromTensors } from '../index.js';

describe('GraphBuilder', () => {
  it('refuses a weight that is not there or has another shape, and names it', () => {
    const weights = weightsFromTensors({ 'head.weight': random([4, 5]) });
    const builder = new GraphBuilder({ name: 'decoder', weights });
    expect(() => builder.weight('tail.weight')).toThrow("graph 'decoder': the checkpoint has no weight 'tail.weight'");
    expect(() => builder.scope('head', () => builder.weight('head.weight', [undefined, 4]))).toThrow(
      expect.objectContaining({
        code: 'shape-mismatch',
        message: "graph 'decoder', head: weight 'head.weight': expected shape [any, 4], got [4, 5]",
      }),
    );
  });

  it('refuses weights that hold no numbers to compute with', () => {
    const weights = weightsFromTensors({
      ids: tensor('int64', [1], new BigInt64Array(1)),
      small: tensor('int8', [1], new Int8Array(1)),
    });
    const builder = new GraphBuilder({ name: 'g', weights });
    expect(() => builder.weight('ids')).toThrow(expect.objectContaining({ code: 'type-mismatch' }));
    expect(() => builder.weight('small')).toThrow("the int8 weight 'small' needs a float weight 'small_scale'");
  });

  it('refuses values of another graph', () => {
    const other = new GraphBuilder({ name: 'other' }).input('x', 'float32', [1]);
    const builder = new GraphBuilder({ name: 'g' });
    const own = builder.input('x', 'float32', [1]);
    expect(() => add(builder, own, other)).toThrow(expect.objectContaining({ code: 'foreign-value' }));
    expect(() => builder.output('y', other)).toThrow(expect.objectContaining({ code: 'foreign-value' }));
  });

  it('refuses names that are used twice and graphs without an output', () => {
    const builder = new GraphBuilder({ name: 'g' });
    const value = builder.input('x', 'float32', [1]);
    expect(() => builder.build()).toThrow(expect.objectContaining({ code: 'empty-graph' }));
    expect(() => builder.input('x', 'float32', [1])).toThrow(expect.objectContaining({ code: 'duplicate-name' }));
    expect(() => builder.output('x', value)).toThrow(expect.objectContaining({ code: 'duplicate-name' }));
    builder.output('y', value);
    expect(() => builder.output('y', value)).toThrow(expect.objectContaining({ code: 'duplicate-name' }));
  });

  it('names nodes by their scopes', () => {
    const builder = new GraphBuilder({ name: 'g' });
    const x = builder.input('x', 'float32', [2, 2]);
    const compose = () => builder.scope('layer', () => builder.scope('inner', () => matMul(builder, x, x)));
    expect([compose().name, compose().name]).toEqual(['layer/inner/MatMul', 'layer/inner/MatMul.2']);
  });

  it('gives outputs their names, also where one value is several outputs or an input', async () => {
    const feeds = { x: random([2, 2]) };
    const results = await runGraph({ feeds }, (builder, { x }) => {
      const twice = add(builder, float32(x), float32(x));
      const again = add(builder, twice, float32(x));
      // 'Add' is the name that the first node would have inside the graph.
      return { sum: twice, same: twice, Add: again, copy: float32(x) };
    });
    const scaled = (factor: number) => ({ shape: [2, 2], data: feeds.x.data.map((element) => factor * element) });
    expectClose(results.sum, scaled(2));
    expectClose(results.same, scaled(2));
    expectClose(results.Add, scaled(3));
    expectClose(results.copy, scaled(1));
  });

  it('refuses constants whose data does not fill their shape', () => {
    const builder = new GraphBuilder({ name: 'g' });
    expect(() => builder.constant('float32', [3], new Float32Array(2))).toThrow(
      expect.objectContaining({ code: 'shape-mismatch' }),
    );
  });
});
