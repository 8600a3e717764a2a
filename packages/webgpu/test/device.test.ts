import { attention } from '@crossattn/core';
import { afterAll, describe, expect, it } from 'vitest';
import { type DeviceProfile, profileDevice } from '../src/device/device-profile.js';
import { requestAdapter, requestDevice } from '../src/device/request-device.js';
import { createWebGpuBackend, WebGpuBackend } from '../src/index.js';
import { adapter } from './adapter.js';
import { expectReference, mask, tensor } from './expect-reference.js';

const backends: WebGpuBackend[] = [];
afterAll(async () => {
  for (const backend of backends) await backend.dispose();
});

/** The backend as a device with less would have it. */
async function limitedTo(limits: Partial<DeviceProfile>): Promise<WebGpuBackend> {
  const device = await requestDevice(await requestAdapter());
  const backend = new WebGpuBackend(device, true, { ...profileDevice(device), ...limits });
  backends.push(backend);
  return backend;
}

describe.skipIf(adapter.absent)(adapter.title('webgpu on a device'), () => {
  it('cuts keys, queries, mask and bias to buffers of 4 KB', async () => {
    const backend = await limitedTo({ bufferBytes: 4096, workgroupsPerDimension: 3 });
    const input = {
      query: tensor(4, 4, 20, 6),
      key: tensor(2, 2, 300, 6),
      value: tensor(2, 2, 300, 5),
      rows: 2,
      keyMask: mask(2, 300),
      mask: mask(4, 4, 20, 300),
      bias: tensor(1, 4, 1, 300),
    };
    await expectReference(input, backend);
  });

  it('is the same without subgroups, in the least workgroup memory', async () => {
    const backend = await limitedTo({ subgroupWidth: 1, workgroupBytes: 16_384 });
    await expectReference(
      { query: tensor(1, 1, 70, 36), key: tensor(1, 1, 45, 36), value: tensor(1, 1, 45, 36) },
      backend,
    );
    await expectReference(
      { query: tensor(1, 2, 3, 8), key: tensor(1, 2, 700, 8), value: tensor(1, 2, 700, 8) },
      backend,
    );
  });

  it('attends with many queries, wide values and subgroups', async () => {
    const backend = await limitedTo({});
    const input = { query: tensor(1, 2, 130, 40), key: tensor(1, 2, 77, 40), value: tensor(1, 2, 77, 300) };
    await expectReference(
      { ...input, softcap: 2, keyWeight: { ...tensor(77), data: new Float32Array(77).fill(0.5) } },
      backend,
    );
  });

  it('splits a long memory between workgroups', async () => {
    const backend = await limitedTo({});
    await expectReference(
      { query: tensor(1, 1, 16, 8), key: tensor(1, 1, 5000, 8), value: tensor(1, 1, 5000, 8) },
      backend,
    );
  });

  it('lets NaN of one value reach only the rows that attend to it, in a tile of many rows', async () => {
    const backend = await limitedTo({});
    const [queries, keys] = [40, 50];
    const value = tensor(1, 1, keys, 8);
    value.data[17 * 8 + 3] = Number.NaN;
    const open = mask(1, 1, queries, keys);
    const { output } = await attention({
      query: tensor(1, 1, queries, 8),
      key: tensor(1, 1, keys, 8),
      value,
      mask: open,
      backend,
    });
    for (let row = 0; row < queries; row += 1)
      for (let column = 0; column < 8; column += 1)
        expect(Number.isNaN(output.data[row * 8 + column])).toBe(open.data[row * keys + 17] === 1 && column === 3);
  });

  it('computes on a device that is brought, and tells when its owner destroys it', async () => {
    const device = await requestDevice(await requestAdapter());
    const backend = await createWebGpuBackend({ device });
    const input = { query: tensor(1, 1, 1, 4), key: tensor(1, 1, 2, 4), value: tensor(1, 1, 2, 4) };
    await expectReference(input, backend);
    device.destroy();
    await device.lost;
    await expect(attention({ ...input, backend })).rejects.toMatchObject({ code: 'device-lost' });
  });

  it('gives the right results to calls that overlap', async () => {
    const backend = await limitedTo({});
    const inputs = [1, 2, 3, 4].map((queries) => ({
      query: tensor(1, 1, queries, 8),
      key: tensor(1, 1, 9, 8),
      value: tensor(1, 1, 9, 8),
    }));
    await Promise.all(inputs.map((input) => expectReference(input, backend)));
  });
});
