import { expect, it } from 'vitest';
import { computeTensor } from '../tensor/compute-tensor.js';
import { headBlocks, type PartLimits } from './device-part.js';

const [batches, heads, keys] = [2, 6, 100];

function blocks(limits: Partial<PartLimits>, valueSize = 4) {
  const tensor = (size: number) =>
    computeTensor('float32', [batches, heads, keys, size], new Float32Array(batches * heads * keys * size));
  const segment = { firstBatch: 0, batches, heads, keys, key: tensor(4), value: tensor(valueSize) };
  const cut = headBlocks(segment, { scoreBytes: 1e9, tensorBytes: 1e9, ...limits });
  return [...cut].map((block) => [block.firstBatch, block.batches, block.firstHead, block.heads]);
}

const headBytes = keys * 4 * 4;

it('sends all at once where there is room', () => {
  expect(blocks({})).toEqual([[0, 2, 0, 6]]);
});

it('cuts batches, then heads, to parts of at most so many bytes', () => {
  expect(blocks({ tensorBytes: 11 * headBytes })).toEqual([
    [0, 1, 0, 6],
    [1, 1, 0, 6],
  ]);
  expect(blocks({ tensorBytes: 4 * headBytes })).toEqual([
    [0, 1, 0, 3],
    [0, 1, 3, 3],
    [1, 1, 0, 3],
    [1, 1, 3, 3],
  ]);
});

it('counts the larger of keys and values', () => {
  expect(blocks({ tensorBytes: 11 * headBytes }, 8)).toHaveLength(4);
});

it('leaves room for the scores of eight queries', () => {
  expect(blocks({ scoreBytes: 8 * 6 * keys * 4 })).toHaveLength(2);
  expect(blocks({ scoreBytes: 8 * 6 * keys * 4 - 1 })).toHaveLength(4);
});

it('never cuts a head', () => {
  expect(blocks({ scoreBytes: 1, tensorBytes: 1 })).toHaveLength(batches * heads);
});
