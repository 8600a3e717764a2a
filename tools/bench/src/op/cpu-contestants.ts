import { attention, prepare } from '@crossattn/core';
import { createCpuBackend } from '@crossattn/onnx';
import type { Contestant } from './contestant.js';
import type { OpTensors } from './op-tensors.js';

/** Our backend `cpu`, through the public functions of `@crossattn/core`: with the memory prepared, and without. */
export async function createCpuContestants(tensors: OpTensors, threads: number): Promise<readonly Contestant[]> {
  const backend = createCpuBackend({ threads });
  const { query, key, value } = tensors;
  const memory = await prepare({ key, value, backend });
  return [
    {
      name: preparedName,
      kind: 'ours',
      run: async () => (await attention({ query, memory })).output.data,
      async dispose() {
        await memory[Symbol.asyncDispose]();
      },
    },
    {
      name: 'cpu',
      kind: 'ours',
      run: async () => (await attention({ query, key, value, backend })).output.data,
      async dispose() {
        await backend[Symbol.asyncDispose]();
      },
    },
  ];
}

export const preparedName = 'cpu, prepared';

/** Rows that share the memory: `rows` queries of the batch's size, folded into one call. */
export async function createRowsContestant(tensors: OpTensors, rows: number, threads: number): Promise<Contestant> {
  const backend = createCpuBackend({ threads });
  const { query, key, value } = tensors;
  const memory = await prepare({ key, value, backend });
  const [batch = 0, ...rest] = query.shape;
  const data = new Float32Array(query.data.length * rows);
  const size = query.data.length / batch;
  for (let at = 0; at < batch * rows; at += 1) {
    const source = Math.floor(at / rows) * size;
    data.set(query.data.subarray(source, source + size), at * size);
  }
  const repeated = { type: 'float32', shape: [batch * rows, ...rest], data } as const;
  return {
    name: `cpu, prepared, ${rows} rows in one call`,
    kind: 'ours',
    run: async () => (await attention({ query: repeated, memory, rows })).output.data,
    async dispose() {
      await memory[Symbol.asyncDispose]();
      await backend[Symbol.asyncDispose]();
    },
  };
}
