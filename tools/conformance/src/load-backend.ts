import { type AttentionBackend, CrossattnError, createReferenceBackend } from '@crossattn/core';
import { ConformanceError } from './conformance-error.js';

/** A backend, and how to free it where it holds something. */
export type LoadedBackend = AttentionBackend & Partial<AsyncDisposable>;

const makers: Readonly<Record<string, () => Promise<LoadedBackend>>> = {
  reference: async () => createReferenceBackend(),
  cpu: async () => (await import('@crossattn/onnx')).createCpuBackend(),
  webgpu: async () => (await import('@crossattn/webgpu')).createWebGpuBackend(),
};

/** The names that `--backend` takes. */
const backendNames: readonly string[] = Object.keys(makers);

/** Makes the backend of a name; its package is loaded only then. */
export async function loadBackend(name: string): Promise<LoadedBackend> {
  const make = makers[name];
  if (!Object.hasOwn(makers, name) || !make)
    throw new ConformanceError('unknown-backend', `--backend: expected ${backendNames.join(' or ')}, got ${name}`);
  try {
    return await make();
  } catch (cause) {
    if (!(cause instanceof CrossattnError)) throw cause;
    throw new ConformanceError('unavailable-backend', `--backend ${name}: ${cause.message}`, { cause });
  }
}
