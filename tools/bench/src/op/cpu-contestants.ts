import { attention, type MemoryPrecision, prepare } from '@crossattn/core';
import { createCpuBackend } from '@crossattn/onnx';
import type { Contestant } from './contestant.js';
import type { OpTensors } from './op-tensors.js';

/** How our contestants are called in the result. */
export const ourNames = {
  prepared: 'cpu, prepared',
  int8: 'cpu, prepared as int8',
  plain: 'cpu, not prepared',
  rows: (rows: number) => `cpu, prepared, ${rows} rows in one call`,
} as const;

/** Our backend `cpu`, through the public functions of `@crossattn/core`: with the memory prepared, and without. */
export async function createCpuContestants(tensors: OpTensors, threads: number): Promise<readonly Contestant[]> {
  return [
    await createPrepared(ourNames.prepared, tensors, threads, 'full'),
    await createPrepared(ourNames.int8, tensors, threads, 'int8'),
    createPlain(tensors, threads),
  ];
}

/** Our backend `cpu`, which is handed keys and values with every call. */
export function createPlain({ query, key, value }: OpTensors, threads: number): Contestant {
  const backend = createCpuBackend({ threads });
  return {
    name: ourNames.plain,
    kind: 'ours',
    run: async () => (await attention({ query, key, value, backend })).output.data,
    async dispose() {
      await backend.dispose();
    },
  };
}

/** Rows that share the memory: `rows` queries of the batch's size, folded into one call. */
export function createRowsContestant(tensors: OpTensors, rows: number, threads: number): Promise<Contestant> {
  const { query } = tensors;
  const [batch = 0, ...rest] = query.shape;
  const data = new Float32Array(query.data.length * rows);
  const size = query.data.length / batch;
  for (let at = 0; at < batch * rows; at += 1) {
    const source = Math.floor(at / rows) * size;
    data.set(query.data.subarray(source, source + size), at * size);
  }
  const repeated = { type: 'float32', shape: [batch * rows, ...rest], data } as const;
  return createPrepared(ourNames.rows(rows), { ...tensors, query: repeated }, threads, 'full', rows);
}

async function createPrepared(
  name: string,
  { query, key, value }: OpTensors,
  threads: number,
  precision: MemoryPrecision,
  rows = 1,
): Promise<Contestant> {
  const backend = createCpuBackend({ threads });
  const memory = await prepare({ key, value, backend, precision });
  return {
    name,
    kind: 'ours',
    run: async () => (await attention({ query, memory, rows })).output.data,
    async dispose() {
      await memory.dispose();
      await backend.dispose();
    },
  };
}
