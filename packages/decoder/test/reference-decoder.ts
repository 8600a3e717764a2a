import { attention, type Memory, type Tensor } from '@crossattn/core';
import type { tinyCheckpoint } from './tiny-checkpoint.js';

/** Rows of float64 numbers. */
type Matrix = readonly (readonly number[])[];

export interface ReferenceResult {
  /** `[tokens][vocabulary]` */
  readonly logits: Matrix;
  /** `[layers][tokens]` of `[heads, length]` attention weights, flat. */
  readonly maps: readonly Matrix[];
}

/**
 * The decoder in plain float64 arithmetic, one text and one memory at a time, with attention by the reference backend of
 * `core`: no cache, no batch, no folding.
 */
export async function referenceDecoder(
  checkpoint: ReturnType<typeof tinyCheckpoint>,
  memory: Memory,
  item: number,
  tokens: readonly number[],
): Promise<ReferenceResult> {
  const { config, values } = checkpoint;
  const { width, heads, layers, normEpsilon } = config.decoder;
  const weight = (name: string) => values.get(name) as Float32Array;
  const linear = (rows: Matrix, name: string): Matrix => {
    const bias = weight(`${name}.bias`);
    const matrix = weight(`${name}.weight`);
    return rows.map((row) =>
      Array.from(bias, (start, out) =>
        row.reduce((sum, x, i) => sum + x * (matrix[i * bias.length + out] as number), start),
      ),
    );
  };
  const norm = (rows: Matrix, name: string): Matrix =>
    rows.map((row) => {
      const mean = row.reduce((sum, x) => sum + x, 0) / row.length;
      const variance = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / row.length;
      return row.map(
        (x, i) =>
          ((x - mean) / Math.sqrt(variance + normEpsilon)) * (weight(`${name}.weight`)[i] as number) +
          (weight(`${name}.bias`)[i] as number),
      );
    });
  const attend = async (from: Matrix, to: Matrix, name: string, mask: Tensor<'bool'>) => {
    const { output, weights } = await attention({
      query: splitHeads(linear(from, `${name}.query`), heads),
      key: splitHeads(linear(to, `${name}.key`), heads),
      value: splitHeads(linear(to, `${name}.value`), heads),
      mask,
      returnWeights: true,
      backend: 'reference',
    });
    return { output: linear(joinHeads(output), `${name}.output`), weights };
  };
  const rowOf = (name: string, row: number) => [...weight(name).subarray(row * width, (row + 1) * width)];

  const states = statesOf(memory, item);
  const causal = maskOf(tokens.length, tokens.length, (query, key) => key <= query);
  const allowed = memory.mask.data.subarray(item * states.length, (item + 1) * states.length);
  const padding = maskOf(tokens.length, states.length, (_, key) => allowed[key] === 1);
  let x = tokens.map((token, i) => plus(rowOf('decoder.embedding', token), rowOf('decoder.positions', i))) as Matrix;
  const maps: Matrix[] = [];
  for (let layer = 0; layer < layers; layer++) {
    const prefix = `decoder.layers.${layer}`;
    const normed = norm(x, `${prefix}.norm1`);
    const self = await attend(normed, normed, `${prefix}.self_attention`, causal);
    x = x.map((row, i) => plus(row, self.output[i]));
    const cross = await attend(norm(x, `${prefix}.norm2`), states, `${prefix}.cross_attention`, padding);
    maps.push(mapsByToken(cross.weights, tokens.length));
    x = x.map((row, i) => plus(row, cross.output[i]));
    const hidden = linear(norm(x, `${prefix}.norm3`), `${prefix}.feed_forward.up`).map((row) => row.map(gelu));
    const down = linear(hidden, `${prefix}.feed_forward.down`);
    x = x.map((row, i) => plus(row, down[i]));
  }
  const bias = weight('decoder.output_bias');
  const logits = norm(x, 'decoder.norm').map((row) =>
    Array.from(bias, (start, id) =>
      rowOf('decoder.embedding', id).reduce((sum, e, i) => sum + e * (row[i] as number), start),
    ),
  );
  return { logits, maps };
}

/** The logarithm of the softmax in float64. */
export function referenceLogSoftmax(logits: readonly number[]): number[] {
  const greatest = Math.max(...logits);
  const normaliser = greatest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - greatest), 0));
  return logits.map((logit) => logit - normaliser);
}

function plus(row: readonly number[], other: readonly number[] = []): number[] {
  return row.map((x, i) => x + (other[i] as number));
}

/** Exact GELU; the error function by its series, which is exact enough up to 4. */
function gelu(x: number): number {
  const z = x / Math.SQRT2;
  if (Math.abs(z) > 4) return Math.max(x, 0);
  let term = z;
  let sum = z;
  for (let n = 1; n < 200; n++) {
    term *= (-z * z) / n;
    sum += term / (2 * n + 1);
  }
  return 0.5 * x * (1 + (2 / Math.sqrt(Math.PI)) * sum);
}

function statesOf(memory: Memory, item: number): Matrix {
  const [, length = 0, width = 0] = memory.states.shape;
  const start = item * length;
  return Array.from({ length }, (_, position) =>
    Array.from(memory.states.data.subarray((start + position) * width, (start + position + 1) * width), (x) =>
      memory.mask.data[start + position] === 1 ? x : 0,
    ),
  );
}

function maskOf(queries: number, keys: number, may: (query: number, key: number) => boolean): Tensor<'bool'> {
  const data = Uint8Array.from({ length: queries * keys }, (_, i) => (may(Math.floor(i / keys), i % keys) ? 1 : 0));
  return { type: 'bool', shape: [1, 1, queries, keys], data };
}

function splitHeads(rows: Matrix, heads: number): Tensor<'float64'> {
  const size = (rows[0]?.length ?? 0) / heads;
  const data = new Float64Array(rows.length * heads * size);
  rows.forEach((row, i) => {
    row.forEach((x, column) => {
      data[(Math.floor(column / size) * rows.length + i) * size + (column % size)] = x;
    });
  });
  return { type: 'float64', shape: [1, heads, rows.length, size], data };
}

function joinHeads({ data, shape }: Tensor<'float64'>): Matrix {
  const [, heads = 0, length = 0, size = 0] = shape;
  return Array.from({ length }, (_, i) =>
    Array.from(
      { length: heads * size },
      (_, column) => data[(Math.floor(column / size) * length + i) * size + (column % size)] as number,
    ),
  );
}

/** `[1, heads, tokens, length]` as one flat `[heads, length]` for each token. */
function mapsByToken({ data, shape }: Tensor<'float64'>, tokens: number): Matrix {
  const [, heads = 0, , length = 0] = shape;
  return Array.from({ length: tokens }, (_, token) =>
    Array.from({ length: heads }, (_, head) => [
      ...data.subarray((head * tokens + token) * length, (head * tokens + token + 1) * length),
    ]).flat(),
  );
}
