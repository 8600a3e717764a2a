import type { Memory } from '@crossattn/core';
import { RandomStream } from '../src/generation/random.js';
import { MEMORY_WIDTH, tinyCheckpoint } from './tiny-checkpoint.js';

const { revision, modelType } = tinyCheckpoint().config;

/**
 * A memory of random states.
 *
 * @param used positions of each memory that are no padding; padding is NaN, which must never matter
 * @param seeds what each memory holds: equal seeds, equal states
 */
export function tinyMemory(
  length: number,
  used: readonly number[],
  seeds: readonly number[] = [...used.keys()],
): Memory {
  const data = new Float32Array(used.length * length * MEMORY_WIDTH).fill(Number.NaN);
  const mask = new Uint8Array(used.length * length);
  used.forEach((count, item) => {
    const random = RandomStream.of(seeds[item] as number, 0);
    for (let i = 0; i < count * MEMORY_WIDTH; i++) data[item * length * MEMORY_WIDTH + i] = 4 * random.next() - 2;
    mask.fill(1, item * length, item * length + count);
  });
  return {
    states: { type: 'float32', shape: [used.length, length, MEMORY_WIDTH], data },
    mask: { type: 'bool', shape: [used.length, length], data: mask },
    slots: used.map(() => Array.from({ length }, (_, i) => ({ kind: 'span', text: 0, start: i, end: i + 1 }) as const)),
    encoder: { name: modelType, revision },
  };
}
