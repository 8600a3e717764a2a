import { type AttentionBackend, createReferenceBackend } from '@crossattn/core';
import { ConformanceError } from './conformance-error.js';

/** Makes the backend of a name. */
export async function loadBackend(name: string): Promise<AttentionBackend> {
  if (name === 'reference') return createReferenceBackend();
  if (name === 'cpu') return (await import('@crossattn/onnx')).createCpuBackend();
  throw new ConformanceError('unknown-backend', `--backend: expected reference or cpu, got ${name}`);
}
