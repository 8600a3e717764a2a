import { openCheckpoint } from '@crossattn/checkpoint';
import type { Tensor } from '@crossattn/core';
import { samplePhoto } from '@crossattn/testing';
import { createImageEncoder, squeezeImage } from '@crossattn/vision';
import { describe, expect, it } from 'vitest';
import { rolledOutLayers, rollOut } from './bridge-rollout.js';
import { CellContexts } from './cell-contexts.js';
import { blindGazes, comparedGazes, defaultGaze } from './gaze.js';

/** Two layers of one head over four cells; the second token looks at the last cell. */
const tensor = (values: readonly number[]): Tensor<'float32'> => ({
  type: 'float32',
  shape: [2, 1, 4],
  data: Float32Array.from(values),
});
const slots = Array.from({ length: 4 }, (_, cell) => ({
  kind: 'box' as const,
  image: 0,
  left: cell % 2,
  top: Math.floor(cell / 2),
  width: 1,
  height: 1,
}));
const caption = {
  slots,
  tokens: [
    { text: 'dog', attention: tensor([1, 0, 0, 0, 0.5, 0.5, 0, 0]) },
    { text: ' runs', attention: tensor([0, 0, 0, 1, 0, 0, 0, 1]) },
  ],
};
const identity = Float64Array.from({ length: 16 }, (_, index) => (index % 5 === 0 ? 1 : 0));
const context = { columns: 2, rows: 2, valueNorms: tensor([1, 1, 1, 1, 1, 9, 1, 1]), bridge: identity };
const weightsOf = (name: string) => {
  const gaze = [...comparedGazes(2, 1), ...blindGazes].find((own) => own.name === name);
  return gaze?.weights(caption, context).map((weights) => Array.from(weights));
};

describe('ways of looking', () => {
  it.each([
    ['mean', [0.75, 0.25, 0, 0]],
    ['maximum', [2 / 3, 1 / 3, 0, 0]],
    ['layer 1, mean', [0.5, 0.5, 0, 0]],
    ['layer 0, head 0', [1, 0, 0, 0]],
    ['mean by value norms', [1.5 / 6, 4.5 / 6, 0, 0]],
    ['mean, rolled out', [0.75, 0.25, 0, 0]],
    ['the whole caption', [0.75, 0.25, 0, 1]],
  ])('%s', (name, expected) => {
    weightsOf(name)?.[0]?.forEach((weight, cell) => {
      expect(weight).toBeCloseTo(expected[cell] as number, 6);
    });
    expect(weightsOf(name)).toHaveLength(2);
  });

  it('have names of their own, and hold the default of lens', () => {
    const names = [...comparedGazes(3, 8), ...blindGazes].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const same = comparedGazes(2, 1).filter(
      (gaze) =>
        JSON.stringify(gaze.weights(caption, context)) === JSON.stringify(defaultGaze.weights(caption, context)),
    );
    expect(same.length).toBeGreaterThan(0);
  });

  it('prefer the middle, whatever the word', () => {
    const grid = { ...context, columns: 3, rows: 1 };
    const three = {
      slots: slots.slice(0, 3),
      tokens: [{ text: 'dog', attention: { ...tensor([]), shape: [1, 1, 3], data: Float32Array.of(1, 0, 0) } }],
    };
    const [weights] = blindGazes[0]?.weights(three, grid) ?? [];
    expect([...Array.from(weights ?? [])]).toEqual([-1, -0, -1]);
  });
});

describe('rollout', () => {
  it('takes half of each layer from its input', () => {
    const swap = Float64Array.of(0, 1, 1, 0);
    expect([...rolledOutLayers([swap], 2)]).toEqual([0.5, 0.5, 0.5, 0.5]);
    const first = Float64Array.of(0, 1, 0, 1);
    // First layer: rows (0.5, 0.5), (0, 1); the second swaps half of them.
    expect([...rolledOutLayers([first, swap], 2)]).toEqual([0.25, 0.75, 0.25, 0.75]);
    expect([...(rollOut([[1, 0]], { ...context, bridge: Float64Array.of(0.25, 0.75, 1, 0) })[0] ?? [])]).toEqual([
      0.25, 0.75,
    ]);
  });
});

describe('CellContexts', () => {
  it('reads a rollout whose rows add up to 1, and a length for every head and cell', { timeout: 180_000 }, async () => {
    const checkpoint = await openCheckpoint('embedded');
    await using encoder = await createImageEncoder(checkpoint, { threads: 1 });
    await using contexts = await CellContexts.open(checkpoint, { threads: 1 });
    const photo = await squeezeImage(samplePhoto('cat.jpg'), encoder.imageSize);
    const memory = await encoder.encode(photo);
    const { bridge, valueNorms } = await contexts.read(photo, memory, { columns: 7, rows: 7 });
    const { layers, heads } = checkpoint.config.decoder;
    expect(valueNorms.shape).toEqual([layers, heads, 49]);
    expect(valueNorms.data.every((norm) => norm > 0 && norm < Infinity)).toBe(true);
    for (let position = 0; position < 49; position++) {
      const row = bridge.subarray(position * 49, (position + 1) * 49);
      expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
      expect(row[position]).toBeGreaterThanOrEqual(0.5 ** checkpoint.config.bridge.layers);
    }
  });
});
