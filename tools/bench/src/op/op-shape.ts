/** A problem of the op: float32, head-major, without masks. */
export interface OpShape {
  readonly batch: number;
  readonly heads: number;
  readonly queries: number;
  readonly keys: number;
  readonly headSize: number;
}

/** The shapes that are measured where none are named: decoding, captioning, diffusion, encoding, reading. */
export const usualShapes: readonly OpShape[] = [
  { batch: 1, heads: 12, queries: 1, keys: 197, headSize: 64 },
  { batch: 1, heads: 12, queries: 32, keys: 577, headSize: 64 },
  { batch: 1, heads: 8, queries: 4096, keys: 77, headSize: 40 },
  { batch: 1, heads: 16, queries: 1024, keys: 1024, headSize: 64 },
  { batch: 1, heads: 8, queries: 256, keys: 16_384, headSize: 64 },
  { batch: 1, heads: 12, queries: 1, keys: 25_000, headSize: 64 },
];

export function formatOpShape({ batch, heads, queries, keys, headSize }: OpShape): string {
  return `(${[batch, heads, queries, keys, headSize].join(',')})`;
}

/** Reads `B,H,M,N,D`; nothing where that is not what came. */
export function parseOpShape(text: string): OpShape | undefined {
  const sizes = text.split(',');
  if (sizes.length !== 5 || !sizes.every((size) => /^[1-9]\d{0,7}$/.test(size))) return undefined;
  const [batch = 0, heads = 0, queries = 0, keys = 0, headSize = 0] = sizes.map(Number);
  return { batch, heads, queries, keys, headSize };
}
