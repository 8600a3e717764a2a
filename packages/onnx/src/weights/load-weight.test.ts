import { numberToFloat16 } from '@crossattn/core';
import { expect, it } from 'vitest';
import { expectClose } from '../../test/support/expect-close.js';
import { runGraph, tensor } from '../../test/support/run-graph.js';

const numbers = [0, 1, -1, 0.5, -2.75, 65504, 2 ** -24, 1 / 3];
const single = Float32Array.from(numbers);

it.each([
  ['float64', tensor('float64', [2, 4], Float64Array.from(numbers)), [...single]],
  ['float32', tensor('float32', [2, 4], single), [...single]],
  [
    'float16',
    tensor('float16', [2, 4], Uint16Array.from(numbers, numberToFloat16)),
    [0, 1, -1, 0.5, -2.75, 65504, 2 ** -24, 0.333251953125],
  ],
  [
    'bfloat16',
    tensor('bfloat16', [2, 4], new Uint16Array(new Uint32Array(single.buffer).map((bits) => bits >>> 16))),
    [0, 1, -1, 0.5, -2.75, 65280, 2 ** -24, 0.33203125],
  ],
])('widens %s weights to float32 exactly', async (_type, weight, expected) => {
  const { out } = await runGraph({ weights: { weight } }, (builder) => ({ out: builder.weight('weight', [2, 4]) }));
  expect(out?.shape).toEqual([2, 4]);
  expect([...(out?.data ?? [])]).toEqual(expected);
});

it('multiplies int8 weights by their scale', async () => {
  const weights = {
    weight: tensor('int8', [2, 3], Int8Array.of(1, -2, 3, 127, -128, 0)),
    weight_scale: tensor('float16', [3], Uint16Array.from([0.5, 0.25, 2], numberToFloat16)),
  };
  const { out } = await runGraph({ weights }, (builder) => ({ out: builder.weight('weight') }));
  expectClose(out, { shape: [2, 3], data: [0.5, -0.5, 6, 63.5, -32, 0] });
});
