import { type AttentionBackend, attention, prepare } from '@crossattn/core';
import { createCpuBackend } from '../cpu/cpu-backend.js';
import { waves } from '../tensor/waves.js';

/** A GPU is slower than the processor at small work; one that is so much slower is played by the processor. */
const toleratedFactor = 10;

/** Milliseconds of a call on a GPU and on the processor. */
export interface ComparedSpeed {
  readonly gpu: number;
  readonly processor: number;
  readonly isSoftware: boolean;
}

/** ONNX Runtime does not tell which adapter computes, and drivers that emulate one are found by their time alone. */
export async function compareSpeed(backend: AttentionBackend): Promise<ComparedSpeed> {
  await using processorBackend = createCpuBackend();
  const gpu = await millisecondsOf(backend);
  const processor = await millisecondsOf(processorBackend);
  return { gpu, processor, isSoftware: gpu > toleratedFactor * processor };
}

/** The faster of two calls, after one that compiles. */
async function millisecondsOf(backend: AttentionBackend): Promise<number> {
  const memory = { key: waves([1, 8, 512, 64], 2.3), value: waves([1, 8, 512, 64], 3.1) };
  const query = waves([1, 8, 64, 64], 1.7);
  await using prepared = await prepare({ ...memory, backend });
  const times: number[] = [];
  for (let call = 0; call < 3; call += 1) {
    const start = performance.now();
    await attention({ query, memory: prepared });
    times.push(performance.now() - start);
  }
  return Math.min(...times.slice(1));
}
