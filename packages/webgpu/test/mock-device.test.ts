import { attention, prepare, type Tensor } from '@crossattn/core';
import { describe, expect, it } from 'vitest';
import { createWebGpuBackend } from '../src/index.js';
import { MockDevice } from './mock-device.js';

function zeros(...shape: number[]): Tensor<'float32'> {
  return { type: 'float32', shape, data: new Float32Array(shape.reduce((product, size) => product * size, 1)) };
}

const keyValue = { key: zeros(1, 2, 5, 4), value: zeros(1, 2, 5, 4) };
const small = { query: zeros(1, 2, 3, 4), ...keyValue };

async function onMock(limits?: Record<string, number>) {
  const device = new MockDevice(limits);
  return { device, backend: await createWebGpuBackend({ device: device.gpu }) };
}

describe('memory', () => {
  it('stays below 300 MB for 1,024 queries and 65,536 keys in 8 heads, beside inputs and output', async () => {
    const { device, backend } = await onMock();
    const memory = () => zeros(1, 8, 65_536, 64);
    await attention({ query: zeros(1, 8, 1024, 64), key: memory(), value: memory(), backend });
    expect(device.peakBytes + device.peakPendingBytes).toBeLessThan(300e6);
  });

  it('holds no more for a million keys than for a hundred thousand', async () => {
    const peak = async (keys: number) => {
      const { device, backend } = await onMock();
      await attention({
        query: zeros(1, 1, 16, 64),
        key: zeros(1, 1, keys, 64),
        value: zeros(1, 1, keys, 64),
        backend,
      });
      return device.peakBytes + device.peakPendingBytes;
    };
    const [fewer, more] = [await peak(100_000), await peak(1_000_000)];
    expect(more).toBeLessThan(fewer + 120e6);
    expect(more).toBeLessThan(200e6);
  });

  it('has no buffer of queries times keys unless weights are asked for', async () => {
    const [queries, keys] = [256, 4096];
    const input = { query: zeros(1, 1, queries, 4), key: zeros(1, 1, keys, 4), value: zeros(1, 1, keys, 4) };
    const { device, backend } = await onMock();
    await attention({ ...input, backend });
    expect(device.largestBuffer).toBeLessThan((queries * keys * 4) / 4);
    await attention({ ...input, backend, returnWeights: true });
    expect(device.largestBuffer).toBe(queries * keys * 4);
  });

  it('uses its buffers again, and frees them when it is disposed', async () => {
    const { device, backend } = await onMock();
    await attention({ ...small, backend });
    const { createdBuffers } = device;
    await attention({ ...small, backend });
    expect(device.createdBuffers).toBe(createdBuffers);
    expect(backend.bufferBytes).toBe(device.liveBytes);
    await backend.dispose();
    expect(device.liveBytes).toBe(0);
  });
});

describe('prepared memories', () => {
  it('are uploaded once; a call sends its queries and uniforms', async () => {
    const { device, backend } = await onMock();
    const [key, value] = [zeros(1, 2, 1000, 64), zeros(1, 2, 1000, 64)];
    const memory = await prepare({ key, value, backend });
    expect(device.uploadedBytes).toBe(key.data.byteLength + value.data.byteLength);
    const before = device.uploadedBytes;
    const query = zeros(1, 2, 4, 64);
    await attention({ query, memory });
    expect(device.uploadedBytes - before).toBeLessThan(query.data.byteLength + 1024);
    await memory.dispose();
    expect(device.liveBytes).toBe(backend.bufferBytes);
  });

  it('are uploaded piece by piece', async () => {
    const { device, backend } = await onMock();
    await prepare({ key: zeros(1, 1, 500_000, 64), value: zeros(1, 1, 500_000, 64), backend });
    expect(device.peakPendingBytes).toBeLessThan(40e6);
    expect(device.largestBuffer).toBeLessThanOrEqual(134_217_728);
  });
});

describe('limits', () => {
  it('dispatches in two dimensions beyond the device limit of one', async () => {
    const { device, backend } = await onMock({ maxComputeWorkgroupsPerDimension: 4 });
    await attention({ query: zeros(1, 10, 3, 4), key: zeros(1, 10, 5, 4), value: zeros(1, 10, 5, 4), backend });
    expect(device.dispatches).toEqual([[4, 3]]);
  });

  it('cuts a call that would keep the device busy for seconds into dispatches', async () => {
    const { device, backend } = await onMock();
    const memory = () => zeros(1, 1, 65_536, 64);
    await attention({ query: zeros(1, 1, 30_000, 64), key: memory(), value: memory(), backend });
    // Four, each followed by the reduction of what its splits found.
    expect(device.dispatches.length).toBe(8);
  });

  it('binds no buffer above the limit, whatever the sizes', async () => {
    const limit = 65_536;
    const { device, backend } = await onMock({ maxStorageBufferBindingSize: limit, maxBufferSize: limit });
    const input = { query: zeros(2, 4, 300, 20), key: zeros(1, 2, 1500, 20), value: zeros(1, 2, 1500, 30) };
    const mask = { type: 'bool', shape: [2, 4, 300, 1500], data: new Uint8Array(2 * 4 * 300 * 1500) } as const;
    await attention({ ...input, rows: 2, mask, returnWeights: true, backend });
    expect(device.largestBuffer).toBeLessThanOrEqual(limit);
    const bound = device.bindGroups.flat().map(({ resource }) => resource.buffer.size);
    expect(Math.max(...bound)).toBeLessThanOrEqual(limit);
  });

  it('refuses a single key that is larger than a buffer', async () => {
    const { backend } = await onMock({ maxStorageBufferBindingSize: 1024 });
    const call = attention({ query: zeros(1, 1, 1, 512), key: zeros(1, 1, 1, 512), value: zeros(1, 1, 1, 4), backend });
    await expect(call).rejects.toMatchObject({ name: 'WebGpuError', code: 'limit-exceeded' });
  });

  it('refuses a single query whose bias is larger than a buffer', async () => {
    const { backend } = await onMock({ maxStorageBufferBindingSize: 1024 });
    const bias = zeros(1, 1, 1, 600);
    const call = attention({
      query: zeros(1, 1, 1, 4),
      key: zeros(1, 1, 600, 4),
      value: zeros(1, 1, 600, 4),
      bias,
      backend,
    });
    await expect(call).rejects.toMatchObject({ code: 'limit-exceeded', message: expect.stringContaining('1024') });
  });
});

describe('failures', () => {
  it('says out-of-memory when an allocation fails', async () => {
    const { device, backend } = await onMock();
    device.nextError = { filter: 'out-of-memory', error: { message: 'no room' } };
    await expect(attention({ ...small, backend })).rejects.toMatchObject({ code: 'out-of-memory' });
    expect(device.liveBytes).toBe(0);
    await expect(attention({ ...small, backend })).resolves.toBeDefined();
  });

  it.each(['validation', 'internal'])('says gpu-failed for a %s error, with its cause', async (filter) => {
    const { device, backend } = await onMock();
    const error = { message: 'refused' };
    device.nextError = { filter, error };
    await expect(attention({ ...small, backend })).rejects.toMatchObject({ code: 'gpu-failed', cause: error });
  });

  it('says gpu-failed when a kernel does not compile, and compiles it again for the next call', async () => {
    const { device, backend } = await onMock();
    device.nextPipelineError = new Error('bad shader');
    await expect(attention({ ...small, backend })).rejects.toMatchObject({ code: 'gpu-failed' });
    await expect(attention({ ...small, backend })).resolves.toBeDefined();
  });

  it('says device-lost to calls in flight and to later ones, prepared or not', async () => {
    const { device, backend } = await onMock();
    const memory = await prepare({ ...keyValue, backend });
    const running = attention({ ...small, backend });
    device.lose('unplugged');
    await expect(running).rejects.toMatchObject({ code: 'device-lost', message: expect.stringContaining('unplugged') });
    await expect(attention({ ...small, backend })).rejects.toMatchObject({ code: 'device-lost' });
    await expect(attention({ query: small.query, memory })).rejects.toMatchObject({ code: 'device-lost' });
    await memory.dispose();
    expect(device.liveBytes).toBe(0);
  });

  it('says disposed after its disposal, and leaves a brought device open', async () => {
    const { device, backend } = await onMock();
    await backend.dispose();
    await expect(attention({ ...small, backend })).rejects.toMatchObject({ name: 'AttentionError', code: 'disposed' });
    await expect(backend.doPrepare(keyValue)).rejects.toMatchObject({ name: 'WebGpuError', code: 'disposed' });
    expect(device.destroyed).toBe(false);
  });

  it('ends calls that run when the device is destroyed before the disposal', async () => {
    const { device, backend } = await onMock();
    const running = attention({ ...small, backend });
    device.destroy();
    device.lose('destroyed');
    await Promise.all([expect(running).rejects.toMatchObject({ code: 'device-lost' }), backend.dispose()]);
  });

  it('says disposed when a handle is used after its disposal', async () => {
    const { backend } = await onMock();
    const handle = await backend.doPrepare(keyValue);
    await handle.doDispose();
    const call = { query: small.query, rows: 1, scale: 1, softcap: 0, returnWeights: false };
    await expect(handle.doAttention(call)).rejects.toMatchObject({ code: 'disposed' });
  });

  it('refuses float64 and what is no device', async () => {
    const { backend } = await onMock();
    const wide = { type: 'float64', shape: [1, 1, 1, 1], data: new Float64Array(1) } as const;
    await expect(backend.doPrepare({ key: wide, value: wide })).rejects.toMatchObject({ code: 'unsupported-type' });
    await expect(createWebGpuBackend({ device: {} as GPUDevice })).rejects.toMatchObject({ code: 'invalid-device' });
  });

  it('refuses options that it does not have, and a device in their place', async () => {
    const { gpu: device } = new MockDevice();
    for (const [options, message] of [
      [{ gpu: device }, 'options: unknown option "gpu"; known is device'],
      [device, 'options: expected { device }, got a GPUDevice'],
      [null, 'options: expected { device }, got null'],
    ])
      await expect(createWebGpuBackend(options as never)).rejects.toMatchObject({ code: 'invalid-option', message });
  });
});
