import { describeBackends, registerBackend } from '@crossattn/core';
import { webGpuProvider } from '@crossattn/webgpu';
import { expect, it } from 'vitest';
import { cpuBackendProvider, cudaBackendProvider, onnxWebGpuBackendProvider } from '../src/index.js';
import { adapter } from './adapter.js';

it('explains all five backends with reasons, and never prefers an emulated GPU to the processor', async () => {
  const providers = [webGpuProvider, cudaBackendProvider(), onnxWebGpuBackendProvider(), cpuBackendProvider()];
  const undo = providers.map((provider) => registerBackend(provider));
  const described = await describeBackends();
  for (const unregister of undo) unregister();
  const explained = new Map(described.map(({ name, explanation }) => [name, explanation]));
  expect([...explained.keys()].sort()).toEqual(['cpu', 'cuda', 'onnx-webgpu', 'reference', 'webgpu']);
  for (const explanation of explained.values()) expect(explanation).toMatch(/chosen|not available: .{20}|available/);
  expect(described.filter(({ chosen }) => chosen)).toHaveLength(1);
  const emulated = described.filter(({ explanation }) => explanation.includes('a GPU in software'));
  for (const { priority } of emulated) expect(priority).toBeLessThan(10);
  if (adapter.absent) expect(explained.get('webgpu')).toContain('not available: WebGPU has no adapter here');
});
