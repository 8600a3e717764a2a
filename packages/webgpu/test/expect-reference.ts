import { type AttentionInput, attention, createReferenceBackend, prepare, type Tensor } from '@crossattn/core';
import { expect } from 'vitest';
import type { WebGpuBackend } from '../src/index.js';

let state = 1;
/** Repeatable numbers in [-1, 1). */
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 31 - 1;
}

export function tensor(...shape: number[]): Tensor<'float32'> {
  const length = shape.reduce((product, size) => product * size, 1);
  return { type: 'float32', shape, data: Float32Array.from({ length }, random) };
}

export function mask(...shape: number[]): Tensor<'bool'> {
  const length = shape.reduce((product, size) => product * size, 1);
  return { type: 'bool', shape, data: Uint8Array.from({ length }, () => Number(random() > -0.4)) };
}

/** Whether a call, and one with the memory prepared and weights, give what the reference gives. */
export async function expectReference(input: AttentionInput<'float32'>, backend: WebGpuBackend): Promise<void> {
  const expected = await attention({ ...input, returnWeights: true, backend: createReferenceBackend() });
  const alone = await attention({ ...input, backend });
  const { key, value, keyMask, keyWeight, ...query } = input as Extract<typeof input, { key: object }>;
  const memory = await prepare({ key, value, keyMask, keyWeight, backend });
  const prepared = await attention({ ...query, memory, returnWeights: true });
  await memory.dispose();
  expect(largestDifference(alone.output, expected.output)).toBeLessThan(1e-5);
  expect(largestDifference(prepared.output, expected.output)).toBeLessThan(1e-5);
  expect(largestDifference(prepared.weights, expected.weights)).toBeLessThan(1e-5);
}

function largestDifference(one: Tensor<'float32'>, other: Tensor<'float32'>): number {
  return one.data.reduce((most, value, index) => Math.max(most, Math.abs(value - (other.data[index] as number))), 0);
}
