import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotWeights } from './slot-weights.js';

/** Two layers of two heads over three slots. */
const attention = {
  type: 'float32',
  shape: [2, 2, 3],
  data: Float32Array.of(1, 0, 0, 0, 1, 0, 0.5, 0.25, 0.25, 0, 0, 1),
} as const;

describe('slotWeights', () => {
  it.each([
    ['all', { combine: 'mean' }, [0.375, 0.3125, 0.3125]],
    ['a layer', { layers: [1], combine: 'mean' }, [0.25, 0.125, 0.625]],
    ['the last layer', { layers: [-1], combine: 'mean' }, [0.25, 0.125, 0.625]],
    ['a head of every layer', { heads: [0], combine: 'mean' }, [0.75, 0.125, 0.125]],
    ['one head of one layer', { layers: [0], heads: [-1], combine: 'mean' }, [0, 1, 0]],
    ['the maximum', { layers: [0], combine: 'maximum' }, [0.5, 0.5, 0]],
  ] as const)('puts together %s', (_, aggregation, expected) => {
    expect([...slotWeights(attention, aggregation)]).toEqual(expected);
  });

  it('adds up to 1, whatever the map', () => {
    const weight = fc.float({ min: 0, max: 1, noNaN: true });
    const map = fc
      .array(weight, { minLength: 12, maxLength: 12 })
      .filter((values) => values.some((value) => value > 0));
    fc.assert(
      fc.property(map, fc.constantFrom('mean' as const, 'maximum' as const), (values, combine) => {
        const weights = slotWeights(
          { type: 'float32', shape: [2, 2, 3], data: Float32Array.from(values) },
          { combine },
        );
        expect(weights.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10);
        expect(weights.every((value) => value >= 0)).toBe(true);
      }),
    );
  });

  it('leaves a map that attends to nothing zeros', () => {
    expect([...slotWeights({ type: 'float32', shape: [1, 1, 2], data: new Float32Array(2) })]).toEqual([0, 0]);
    expect([...slotWeights({ type: 'float32', shape: [1, 1, 0], data: new Float32Array(0) })]).toEqual([]);
  });

  it.each([
    ['invalid-attention', { ...attention, shape: [12] }, { combine: 'mean' }],
    ['invalid-attention', { ...attention, shape: [2, 2, 4] }, { combine: 'mean' }],
    ['invalid-attention', { ...attention, data: new Float32Array(12).fill(Number.NaN) }, { combine: 'mean' }],
    ['invalid-attention', { ...attention, data: new Float32Array(12).fill(-1) }, { combine: 'mean' }],
    ['invalid-option', attention, { combine: 'median' }],
    ['invalid-option', attention, { layers: [2], combine: 'mean' }],
    ['invalid-option', attention, { heads: [-3], combine: 'mean' }],
    ['invalid-option', attention, { heads: [0.5], combine: 'mean' }],
    ['invalid-option', attention, { layers: [], combine: 'mean' }],
    ['invalid-option', attention, { layers: 0, combine: 'mean' }],
    ['invalid-option', attention, { layer: [0], combine: 'mean' }],
    ['invalid-option', attention, null],
  ])('refuses with %s', (code, map, aggregation) => {
    expect(() => slotWeights(map as never, aggregation as never)).toThrow(expect.objectContaining({ code }));
  });
});
