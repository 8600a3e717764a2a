import { type AttentionBackend, createReferenceBackend } from '@crossattn/core';
import { ConformanceError } from './conformance-error.js';

/** Makes the backend of a name. */
export async function loadBackend(name: string): Promise<AttentionBackend> {
  if (name === 'reference') return createReferenceBackend();
  throw new ConformanceError('unknown-backend', `--backend: expected reference, got ${name}`);
}
