import type { EncoderIdentity } from '@crossattn/core';
import type { ReaderConfig } from './reader-config.js';

/** Who signs the memories of a reader: the layers that read passages by themselves are its own. */
export function readerIdentity({ revision }: Pick<ReaderConfig, 'revision'>): EncoderIdentity {
  return { name: 'crossattn-reader', revision };
}
