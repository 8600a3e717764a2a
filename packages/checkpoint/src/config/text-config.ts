import type { Fields } from './fields.js';
import { parseTransformerConfig, type TransformerConfig } from './transformer-config.js';

/** A transformer encoder of texts, pre-norm, that sees a text in both directions. */
export interface TextConfig extends TransformerConfig {
  /** Most tokens that it can read at once. */
  readonly maxLength: number;
}

/**
 * Reads the `text` part of a configuration.
 *
 * @param bridgeWidth - width of the photo's memory; one decoder queries both
 */
export function parseTextConfig(text: Fields, bridgeWidth: number): TextConfig {
  const transformer = parseTransformerConfig(text);
  if (transformer.width !== bridgeWidth) {
    text.refuse('width', `${bridgeWidth}, the width of the bridge, since one decoder queries both`);
  }
  return { ...transformer, maxLength: text.count('max_length') };
}
