/** Weights by name, in float64. */
export type Values = ReadonlyMap<string, Float64Array>;

/** A state for every position. */
export type Rows = Float64Array[];

export function value(values: Values, name: string): Float64Array {
  const found = values.get(name);
  if (found === undefined) throw new Error(`the reference has no ${name}`);
  return found;
}

/** `row x weight + bias`, the weight stored `[in, out]`. */
export function linear(values: Values, rows: Rows, name: string): Rows {
  const weight = value(values, `${name}.weight`);
  const bias = value(values, `${name}.bias`);
  return rows.map((row) =>
    bias.map((start, column) => row.reduce((sum, x, at) => sum + x * (weight[at * bias.length + column] ?? 0), start)),
  );
}

export function layerNorm(values: Values, rows: Rows, name: string, epsilon: number): Rows {
  const weight = value(values, `${name}.weight`);
  const bias = value(values, `${name}.bias`);
  return rows.map((row) => {
    const mean = row.reduce((sum, x) => sum + x, 0) / row.length;
    const variance = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / row.length;
    return row.map((x, at) => ((x - mean) / Math.sqrt(variance + epsilon)) * (weight[at] ?? 0) + (bias[at] ?? 0));
  });
}

/** Every position attends to every position. */
export function attention(query: Rows, key: Rows, values: Rows, heads: number): Rows {
  const width = query[0]?.length ?? 0;
  const size = width / heads;
  return query.map((row) => {
    const output = new Float64Array(width);
    for (let head = 0; head < heads; head++) {
      const columns = Array.from({ length: size }, (_, at) => head * size + at);
      const scores = key.map(
        (other) => columns.reduce((sum, at) => sum + (row[at] ?? 0) * (other[at] ?? 0), 0) / Math.sqrt(size),
      );
      const largest = Math.max(...scores);
      const weights = scores.map((score) => Math.exp(score - largest));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      for (const at of columns) {
        output[at] = values.reduce(
          (sum, other, position) => sum + ((weights[position] ?? 0) / total) * (other[at] ?? 0),
          0,
        );
      }
    }
    return output;
  });
}

export function addRows(one: Rows, other: Rows): Rows {
  return one.map((row, position) => row.map((x, at) => x + (other[position]?.[at] ?? 0)));
}

/** GELU by the error function, summed up from its series (Abramowitz and Stegun 7.1.6). */
export function gelu(rows: Rows): Rows {
  return rows.map((row) => row.map((x) => 0.5 * x * (1 + errorFunction(x / Math.SQRT2))));
}

function errorFunction(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
