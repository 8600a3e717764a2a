import type { Fields } from './fields.js';

/** The size of a stack of transformer blocks. */
export interface TransformerConfig {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  /** Width inside the feed-forward part of a block. */
  readonly feedForward: number;
}

/** Reads the fields that all stacks of transformer blocks have. */
export function parseTransformerConfig(fields: Fields): TransformerConfig {
  const width = fields.count('width');
  const heads = fields.count('heads');
  if (width % heads !== 0) fields.refuse('heads', `a divisor of the width ${width}`);
  return { width, layers: fields.count('layers'), heads, feedForward: fields.count('feed_forward') };
}
