import type { DecoderConfig } from '@crossattn/checkpoint';

/** The sizes that graphs, cache and projected memories agree on. */
export interface DecoderShape {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly headSize: number;
  readonly vocabularySize: number;
}

export function decoderShape(config: DecoderConfig): DecoderShape {
  const { width, layers, heads, vocabularySize } = config;
  return { width, layers, heads, headSize: width / heads, vocabularySize };
}
