import { attention, type BackendProvider, prepare } from '@crossattn/core';
import { onnxWebGpuBackendProvider } from '@crossattn/onnx';
import { webGpuProvider } from '@crossattn/webgpu';
import type { AbsentPeer, Contestant } from './contestant.js';
import type { OpTensors } from './op-tensors.js';

const gpuProviders = { webgpu: () => webGpuProvider, 'onnx-webgpu': onnxWebGpuBackendProvider };
const gpuNames = Object.keys(gpuProviders) as GpuName[];

/** Our backends that compute on GPUs. */
export type GpuName = keyof typeof gpuProviders;

/** A backend that computes on a GPU, and the adapter as far as it is known. */
interface GpuBackendChoice {
  readonly name: GpuName;
  readonly provider: BackendProvider;
  readonly detail: string;
}

export interface GpuBackends {
  readonly present: readonly GpuBackendChoice[];
  readonly absent: readonly AbsentPeer[];
}

/**
 * The backends that have an adapter here.
 *
 * @param software - Whether a GPU that the processor plays counts: its results are right, its times say nothing.
 */
export async function findGpuBackends(software: boolean): Promise<GpuBackends> {
  const present: GpuBackendChoice[] = [];
  const absent: AbsentPeer[] = [];
  for (const name of gpuNames) {
    const provider = gpuProviders[name]();
    const availability = await provider.availability();
    if (!availability.available) absent.push({ name, reason: availability.reason });
    else if (availability.priority !== undefined && !software)
      absent.push({ name, reason: `${availability.detail}; --software-gpu measures it all the same` });
    else present.push({ name, provider, detail: availability.detail ?? 'an adapter that says nothing of itself' });
  }
  return { present, absent };
}

export function gpuName(backend: GpuName): string {
  return `${backend}, prepared`;
}

/** Backends on a GPU with the memory prepared: it lies there, and a call sends its queries. */
export async function createGpuContestants(tensors: OpTensors, { present }: GpuBackends): Promise<Contestant[]> {
  const { query, key, value } = tensors;
  const contestants: Contestant[] = [];
  for (const { name, provider } of present) {
    const backend = await provider.create();
    const memory = await prepare({ key, value, backend });
    contestants.push({
      name: gpuName(name),
      kind: 'ours',
      run: async () => (await attention({ query, memory })).output.data,
      dispose: () => memory.dispose(),
    });
  }
  return contestants;
}

/** A backend on a GPU that is handed keys and values with the call. */
export async function createPlainOnGpu({ query, key, value }: OpTensors, name: GpuName): Promise<Contestant> {
  const backend = await gpuProviders[name]().create();
  return {
    name,
    kind: 'ours',
    run: async () => (await attention({ query, key, value, backend })).output.data,
    dispose: async () => {},
  };
}
