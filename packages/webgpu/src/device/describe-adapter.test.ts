import { expect, it } from 'vitest';
import { describeAdapter } from './describe-adapter.js';

const described = (info: Partial<GPUAdapterInfo>) => describeAdapter({ info: info as GPUAdapterInfo });

it.each([
  { description: 'SwiftShader Device (LLVM 10.0.0)', vendor: 'google', architecture: 'swiftshader' },
  { description: 'llvmpipe (LLVM 15.0.6, 256 bits)' },
  { vendor: 'microsoft', description: 'Microsoft Basic Render Driver' },
  { vendor: '', isFallbackAdapter: true },
])('tells software: %o', (info) => {
  expect(described(info).isSoftware).toBe(true);
});

it.each([
  { vendor: 'nvidia', architecture: 'ampere' },
  { vendor: 'apple', architecture: 'metal-3', isFallbackAdapter: false },
  {},
])('takes others for a GPU: %o', (info) => {
  expect(described(info).isSoftware).toBe(false);
});

it('names what the adapter says of itself', () => {
  expect(described({ vendor: 'intel', architecture: 'xe', description: '' }).name).toBe('intel, xe');
});
