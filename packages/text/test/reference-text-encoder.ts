import { addRows, attention, gelu, layerNorm, linear, type Rows, value } from './reference-layers.js';
import type { TinyTextCheckpoint } from './tiny-text-checkpoint.js';

/** The states of one text, computed in float64 without padding. */
export function referenceTextEncoder({ config, values }: TinyTextCheckpoint, ids: readonly number[]): Rows {
  const { width, layers, heads } = config.text ?? { width: 0, layers: 0, heads: 0 };
  const row = (name: string, index: number) => value(values, name).subarray(index * width, (index + 1) * width);
  let states: Rows = ids.map((id, position) => {
    const learned = row('text.positions', position);
    return row('text.embedding', id).map((x, at) => x + (learned[at] ?? 0));
  });
  for (let index = 0; index < layers; index++) {
    const prefix = `text.layers.${index}`;
    const normalized = layerNorm(values, states, `${prefix}.norm1`, 1e-5);
    const [query, key, val] = ['query', 'key', 'value'].map((part) =>
      linear(values, normalized, `${prefix}.attention.${part}`),
    );
    const attended = attention(query as Rows, key as Rows, val as Rows, heads);
    states = addRows(states, linear(values, attended, `${prefix}.attention.output`));
    const hidden = linear(values, layerNorm(values, states, `${prefix}.norm2`, 1e-5), `${prefix}.feed_forward.up`);
    states = addRows(states, linear(values, gelu(hidden), `${prefix}.feed_forward.down`));
  }
  return layerNorm(values, states, 'text.norm', 1e-5);
}
