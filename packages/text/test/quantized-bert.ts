import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSafetensors, writeSafetensors } from '@crossattn/checkpoint';
import type { Tensor } from '@crossattn/core';
import { tinyBert } from './goldens.js';
import { addRows, attention, gelu, layerNorm, linear, type Rows, type Values, value } from './reference-layers.js';

const heads = 4;
const layers = 2;
const epsilon = 1e-12;

/** The small BERT with its large weights as integers: a folder, and what the integers stand for. */
export interface QuantizedBert extends AsyncDisposable {
  readonly folder: string;
  readonly values: Values;
}

/** Writes the small BERT as integers of 7 bits, linear weights `[in, out]`. */
export async function writeQuantizedBert(): Promise<QuantizedBert> {
  const folder = await mkdtemp(join(tmpdir(), 'crossattn-int8-'));
  await cp(tinyBert, folder, { recursive: true });
  const file = join(folder, 'model.safetensors');
  const weights = await openSafetensors(file);
  const tensors: Record<string, Tensor> = {};
  const values = new Map<string, Float64Array>();
  for (const name of weights.names()) {
    const { shape, data } = (await weights.read(name)) as Tensor<'float32'>;
    const [outer = 0, inner = 0] = shape;
    if (inner === 0) {
      tensors[name] = { type: 'float32', shape, data };
      values.set(name, Float64Array.from(data));
      continue;
    }
    const table = name.includes('embeddings');
    const rows = Array.from({ length: outer }, (_, row) => data.subarray(row * inner, (row + 1) * inner));
    const scale = Float32Array.from(rows, (row) => Math.max(...row.map(Math.abs)) / 63);
    const elements = new Int8Array(data.length);
    const restored = new Float64Array(data.length);
    for (const [row, numbers] of rows.entries()) {
      for (const [column, number] of numbers.entries()) {
        const place = table ? row * inner + column : column * outer + row;
        elements[place] = Math.round(number / (scale[row] ?? 1));
        restored[place] = (elements[place] ?? 0) * (scale[row] ?? 0);
      }
    }
    tensors[name] = { type: 'int8', shape: table ? shape : [inner, outer], data: elements };
    tensors[`${name}_scale`] = { type: 'float32', shape: [outer], data: scale };
    values.set(name, restored);
  }
  await writeSafetensors(file, tensors);
  return { folder, values, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

/** The states of one text after some layers, in float64, of rows that are rounded as those of the graph are. */
export function referenceQuantizedBert(values: Values, ids: readonly number[], end = layers): Rows {
  const width = value(values, 'embeddings.LayerNorm.weight').length;
  const table = (name: string, row: number) =>
    value(values, `embeddings.${name}_embeddings.weight`).subarray(row * width, (row + 1) * width);
  const sums = ids.map((id, position) => {
    const [place, type] = [table('position', position), table('token_type', 0)];
    return table('word', id).map((x, at) => x + (place[at] ?? 0) + (type[at] ?? 0));
  });
  let states = layerNorm(values, sums, 'embeddings.LayerNorm', epsilon);
  for (let index = 0; index < end; index++) {
    const prefix = `encoder.layer.${index}`;
    const dense = (rows: Rows, name: string) => linear(values, rows.map(rounded), `${prefix}.${name}`);
    const [query, key, own] = ['query', 'key', 'value'].map((name) => dense(states, `attention.self.${name}`));
    const attended = dense(attention(query as Rows, key as Rows, own as Rows, heads), 'attention.output.dense');
    states = layerNorm(values, addRows(attended, states), `${prefix}.attention.output.LayerNorm`, epsilon);
    const narrowed = dense(gelu(dense(states, 'intermediate.dense')), 'output.dense');
    states = layerNorm(values, addRows(narrowed, states), `${prefix}.output.LayerNorm`, epsilon);
  }
  return states;
}

/** A row as integers from -127 to 127 times its scale. */
function rounded(row: Float64Array): Float64Array {
  const scale = Math.max(...row.map(Math.abs)) / 127;
  return row.map((x) => Math.round(x / scale) * scale);
}
