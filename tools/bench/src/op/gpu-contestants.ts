import { attention, type BackendProvider, prepare } from '@crossattn/core';
import { onnxWebGpuBackendProvider } from '@crossattn/onnx';
import { webGpuProvider } from '@crossattn/webgpu';
import type { AbsentPeer, Contestant } from './contestant.js';
import type { OpTensors } from './op-tensors.js';

/** A backend that computes on a GPU, and the adapter as far as it is known. */
interface GpuBackendChoice {
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
  for (const provider of [webGpuProvider, onnxWebGpuBackendProvider()]) {
    const { name } = provider;
    const availability = await provider.availability();
    if (!availability.available) absent.push({ name, reason: availability.reason });
    else if (availability.priority !== undefined && !software)
      absent.push({ name, reason: `${availability.detail}; --software-gpu measures it all the same` });
    else present.push({ provider, detail: availability.detail ?? 'an adapter that says nothing of itself' });
  }
  return { present, absent };
}

export function gpuName(backend: string): string {
  return `${backend}, prepared`;
}

/** Backends on a GPU with the memory prepared: it lies there, and a call sends its queries. */
export async function createGpuContestants(tensors: OpTensors, { present }: GpuBackends): Promise<Contestant[]> {
  const { query, key, value } = tensors;
  const contestants: Contestant[] = [];
  for (const { provider } of present) {
    const backend = await provider.create();
    const memory = await prepare({ key, value, backend });
    contestants.push({
      name: gpuName(provider.name),
      kind: 'ours',
      run: async () => (await attention({ query, memory })).output.data,
      dispose: () => memory.dispose(),
    });
  }
  return contestants;
}
