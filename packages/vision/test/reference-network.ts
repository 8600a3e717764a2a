import type { TinyCheckpoint } from './tiny-checkpoint.js';

/** A map `[channels, side, side]` in float64. */
interface ReferenceMap {
  readonly channels: number;
  readonly side: number;
  readonly data: Float64Array;
}

/**
 * The encoder computed in float64, one loop an index, as the definition reads: the judge of the graph.
 *
 * @param pixels - RGB bytes, interleaved
 * @returns states `[positions, width]`
 */
export function referenceEncoder({ config, values }: TinyCheckpoint, pixels: Uint8Array): Float64Array {
  const { vision, bridge } = config;
  const side = vision.imageSize;
  const weight = (name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`no weight ${name}`);
    return value;
  };

  const normalized = new Float64Array(3 * side * side);
  for (let channel = 0; channel < 3; channel++) {
    for (let pixel = 0; pixel < side * side; pixel++) {
      const value = pixels[pixel * 3 + channel] ?? Number.NaN;
      normalized[channel * side * side + pixel] = (value - (vision.mean[channel] ?? 0)) / (vision.std[channel] ?? 0);
    }
  }

  const convolve = (
    input: ReferenceMap,
    name: string,
    stride: number,
    depthwise: boolean,
    clip: boolean,
  ): ReferenceMap => {
    const { shape, data } = weight(`${name}.weight`);
    const bias = weight(`${name}.bias`).data;
    const [outputs = 0, inputs = 0, kernel = 0] = shape;
    const outputSide = Math.ceil(input.side / stride);
    const total = Math.max((outputSide - 1) * stride + kernel - input.side, 0);
    const before = vision.padding === 'same' ? Math.floor(total / 2) : Math.floor(kernel / 2);
    const output = new Float64Array(outputs * outputSide * outputSide);
    for (let out = 0; out < outputs; out++) {
      for (let y = 0; y < outputSide; y++) {
        for (let x = 0; x < outputSide; x++) {
          let sum = bias[out] ?? 0;
          for (let from = 0; from < inputs; from++) {
            for (let ky = 0; ky < kernel; ky++) {
              for (let kx = 0; kx < kernel; kx++) {
                const row = y * stride + ky - before;
                const column = x * stride + kx - before;
                if (row < 0 || column < 0 || row >= input.side || column >= input.side) continue;
                const channel = depthwise ? out : from;
                sum +=
                  (data[((out * inputs + from) * kernel + ky) * kernel + kx] ?? 0) *
                  (input.data[(channel * input.side + row) * input.side + column] ?? 0);
              }
            }
          }
          output[(out * outputSide + y) * outputSide + x] = clip ? Math.min(Math.max(sum, 0), 6) : sum;
        }
      }
    }
    return { channels: outputs, side: outputSide, data: output };
  };

  let map = convolve({ channels: 3, side, data: normalized }, 'vision.stem', vision.stem.stride, false, true);
  for (const [index, stage] of vision.stages.entries()) {
    for (let repeat = 0; repeat < stage.repeats; repeat++) {
      const prefix = `vision.stages.${index}.${repeat}`;
      const stride = repeat === 0 ? stage.stride : 1;
      const wide = stage.expand > 1 ? convolve(map, `${prefix}.expand`, 1, false, true) : map;
      const narrow = convolve(
        convolve(wide, `${prefix}.depthwise`, stride, true, true),
        `${prefix}.project`,
        1,
        false,
        false,
      );
      const residual = stride === 1 && narrow.channels === map.channels;
      map = residual ? { ...narrow, data: narrow.data.map((value, at) => value + (map.data[at] ?? 0)) } : narrow;
    }
  }
  map = convolve(map, 'vision.head', 1, false, true);

  const { width, positions, heads } = bridge;
  const linear = (rows: Float64Array[], name: string): Float64Array[] => {
    const { shape, data } = weight(`${name}.weight`);
    const bias = weight(`${name}.bias`).data;
    const [inputs = 0, outputs = 0] = shape;
    return rows.map((row) =>
      Float64Array.from({ length: outputs }, (_, out) => {
        let sum = bias[out] ?? 0;
        for (let from = 0; from < inputs; from++) sum += (row[from] ?? 0) * (data[from * outputs + out] ?? 0);
        return sum;
      }),
    );
  };
  const norm = (rows: Float64Array[], name: string): Float64Array[] =>
    rows.map((row) => {
      const mean = row.reduce((sum, value) => sum + value, 0) / width;
      const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width;
      return row.map(
        (value, at) =>
          ((value - mean) / Math.sqrt(variance + 1e-5)) * (weight(`${name}.weight`).data[at] ?? 0) +
          (weight(`${name}.bias`).data[at] ?? 0),
      );
    });
  const plus = (left: Float64Array[], right: Float64Array[]): Float64Array[] =>
    left.map((row, at) => row.map((value, index) => value + (right[at]?.[index] ?? Number.NaN)));

  const cells = Array.from({ length: positions }, (_, cell) =>
    Float64Array.from({ length: map.channels }, (_, channel) => map.data[channel * positions + cell] ?? Number.NaN),
  );
  const learned = weight('bridge.positions').data;
  let states: Float64Array[] = linear(cells, 'bridge.input').map((row, position) =>
    row.map((value, at) => value + (learned[position * width + at] ?? 0)),
  );
  for (let index = 0; index < bridge.layers; index++) {
    const prefix = `bridge.layers.${index}`;
    const normed = norm(states, `${prefix}.norm1`);
    const [query, key, value] = ['query', 'key', 'value'].map((part) => linear(normed, `${prefix}.attention.${part}`));
    if (!query || !key || !value) throw new Error('no projections');
    const size = width / heads;
    const mixed = query.map((row) => {
      const result = new Float64Array(width);
      for (let start = 0; start < width; start += size) {
        const scores = key.map((other) => {
          let sum = 0;
          for (let at = start; at < start + size; at++) sum += (row[at] ?? 0) * (other[at] ?? 0);
          return Math.exp(sum / Math.sqrt(size));
        });
        const total = scores.reduce((sum, score) => sum + score, 0);
        for (let at = start; at < start + size; at++) {
          result[at] = scores.reduce((sum, score, position) => sum + (score / total) * (value[position]?.[at] ?? 0), 0);
        }
      }
      return result;
    });
    states = plus(states, linear(mixed, `${prefix}.attention.output`));
    const hidden = linear(norm(states, `${prefix}.norm2`), `${prefix}.feed_forward.up`);
    const active = hidden.map((row) => row.map((value) => (value / 2) * (1 + erf(value / Math.SQRT2))));
    states = plus(states, linear(active, `${prefix}.feed_forward.down`));
  }
  const rows = norm(states, 'bridge.norm');
  return Float64Array.from(rows.flatMap((row) => [...row]));
}

/** The error function by its Maclaurin series; to 1e-12 for the small arguments of these tests. */
function erf(x: number): number {
  if (Math.abs(x) > 5) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
