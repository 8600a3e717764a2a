import type { Tensor } from '@crossattn/core';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectClose } from '../../test/support/expect-close.js';
import { float32, random, runGraph } from '../../test/support/run-graph.js';
import { convolution, GraphBuilder, weightsFromTensors } from '../index.js';

/** Direct loops; `before` and `size` say where the padding puts the kernel. */
function direct(
  input: Tensor<'float32'>,
  weight: Tensor<'float32'>,
  bias: Tensor<'float32'>,
  stride: number,
  groups: number,
  padding: string,
) {
  const [batch = 0, channels = 0, height = 0, width = 0] = input.shape;
  const [outputs = 0, inner = 0, kernel = 0] = weight.shape;
  const axis = (size: number) => {
    if (padding === 'same') {
      const output = Math.ceil(size / stride);
      return { output, before: Math.floor(Math.max((output - 1) * stride + kernel - size, 0) / 2) };
    }
    const before = padding === 'symmetric' ? Math.floor(kernel / 2) : 0;
    return { output: Math.floor((size + 2 * before - kernel) / stride) + 1, before };
  };
  const [rows, columns] = [axis(height), axis(width)];
  const data: number[] = [];
  for (let b = 0; b < batch; b += 1)
    for (let o = 0; o < outputs; o += 1)
      for (let y = 0; y < rows.output; y += 1)
        for (let x = 0; x < columns.output; x += 1) {
          let sum = bias.data[o] ?? 0;
          for (let i = 0; i < inner; i += 1)
            for (let ky = 0; ky < kernel; ky += 1)
              for (let kx = 0; kx < kernel; kx += 1) {
                const [iy, ix] = [y * stride + ky - rows.before, x * stride + kx - columns.before];
                if (iy < 0 || ix < 0 || iy >= height || ix >= width) continue;
                const channel = Math.floor(o / (outputs / groups)) * inner + i;
                sum +=
                  (input.data[((b * channels + channel) * height + iy) * width + ix] ?? 0) *
                  (weight.data[((o * inner + i) * kernel + ky) * kernel + kx] ?? 0);
              }
          data.push(sum);
        }
  return { shape: [batch, outputs, rows.output, columns.output], data };
}

it('equals direct loops for every padding, stride and grouping', async () => {
  const setups = fc.record({
    height: fc.integer({ min: 3, max: 9 }),
    width: fc.integer({ min: 3, max: 9 }),
    kernel: fc.constantFrom(1, 3, 5),
    stride: fc.constantFrom(1, 2),
    groups: fc.constantFrom(1, 2, 4),
    padding: fc.constantFrom('same' as const, 'symmetric' as const),
  });
  await fc.assert(
    fc.asyncProperty(setups, async ({ height, width, kernel, stride, groups, padding }) => {
      const input = random([2, 4, height, width], 1);
      const weights = { 'c.weight': random([4, 4 / groups, kernel, kernel], 2), 'c.bias': random([4], 3) };
      const { out } = await runGraph({ weights, feeds: { input } }, (builder, inputs) => ({
        out: convolution(builder, float32(inputs.input), 'c', { stride, groups, padding }),
      }));
      expectClose(out, direct(input, weights['c.weight'], weights['c.bias'], stride, groups, padding));
    }),
    { numRuns: 30 },
  );
});

it('pads nothing on request, and applies an activation', async () => {
  const input = random([1, 1, 4, 4], 1);
  const weights = { 'c.weight': random([1, 1, 3, 3], 2), 'c.bias': random([1], 3) };
  const { out } = await runGraph({ weights, feeds: { input } }, (builder, inputs) => ({
    out: convolution(builder, float32(inputs.input), 'c', { padding: 'none', activation: 'relu6' }),
  }));
  const { shape, data } = direct(input, weights['c.weight'], weights['c.bias'], 1, 1, 'none');
  expectClose(out, { shape, data: data.map((x) => Math.min(Math.max(x, 0), 6)) });
});

it('refuses inputs and weights that do not fit', () => {
  const weights = weightsFromTensors({ 'c.weight': random([4, 2, 3, 3]) });
  const builder = new GraphBuilder({ name: 'g', weights });
  const input = builder.input('input', 'float32', ['batch', 4, 8, 8]);
  expect(() => convolution(builder, input, 'c')).toThrow(
    "weight 'c.weight': expected shape [any, 4, any, any], got [4, 2, 3, 3]",
  );
  expect(() => convolution(builder, input, 'c', { groups: 3 })).toThrow('4 channels do not divide into 3 groups');
  const open = builder.input('open', 'float32', ['batch', 4, 'height', 8]);
  expect(() => convolution(builder, open, 'c')).toThrow(/of known sizes, got \[batch, 4, height, 8\]/);
});
