import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import type { Tensor } from '@crossattn/core';
import { sharedPart } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileWith } from '../../test/broken-file.js';
import { CheckpointError, encodeSafetensors, openSafetensors, parseSafetensors, writeSafetensors } from '../index.js';

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'crossattn-safetensors-')));
});
afterAll(() => rm(folder, { recursive: true }));

const tensors = {
  half: { type: 'float16', shape: [3], data: Uint16Array.of(0x3c00, 0, 0xc000) },
  flag: { type: 'bool', shape: [1, 3], data: Uint8Array.of(1, 0, 1) },
  wide: { type: 'int64', shape: [2], data: BigInt64Array.of(-1n, 2n ** 60n) },
  scalar: { type: 'float64', shape: [], data: Float64Array.of(Math.PI) },
  brain: { type: 'bfloat16', shape: [1], data: Uint16Array.of(0x3f80) },
  small: { type: 'int8', shape: [2], data: Int8Array.of(-128, 127) },
  bytes: { type: 'uint8', shape: [2], data: Uint8Array.of(0, 255) },
  whole: { type: 'int32', shape: [1], data: Int32Array.of(-7) },
  matrix: { type: 'float32', shape: [2, 2], data: Float32Array.of(1, -2, 0.5, NaN) },
} as const;

async function openHandles(): Promise<string[]> {
  return process.platform === 'linux' ? (await readdir('/proc/self/fd')).toSorted() : [];
}

describe('writeSafetensors and openSafetensors', () => {
  it('keep every element type, with its name, shape, data and the metadata', async () => {
    const path = join(folder, 'all.safetensors');
    await writeSafetensors(path, tensors, { metadata: { made: 'by a test' } });
    const file = await openSafetensors(path);
    expect(file.metadata).toEqual(new Map([['made', 'by a test']]));
    expect(file.names().toSorted()).toEqual(Object.keys(tensors).toSorted());
    for (const [name, tensor] of Object.entries(tensors)) expect(await file.read(name)).toEqual(tensor);
  });

  it('write the bytes that encodeSafetensors gives, and leave nothing else behind', async () => {
    const place = await mkdtemp(join(folder, 'write-'));
    const path = join(place, 'same.safetensors');
    await writeSafetensors(path, tensors);
    expect(new Uint8Array(await readFile(path))).toEqual(encodeSafetensors(tensors));
    expect(await readdir(place)).toEqual(['same.safetensors']);
  });

  it('place every tensor at a multiple of its element size, where its bytes are found', async () => {
    const path = join(folder, 'aligned.safetensors');
    await writeSafetensors(path, tensors);
    const whole = await readFile(path);
    const file = await openSafetensors(path);
    for (const [name, { data, type, shape }] of Object.entries(tensors)) {
      const weight = file.get(name);
      if (weight === undefined || !('file' in weight.location)) throw new Error(`${name} is in no file`);
      const { offset, length } = weight.location;
      expect(weight).toEqual({ name, type, shape, location: { file: path, offset, length: data.byteLength } });
      expect(offset % data.BYTES_PER_ELEMENT).toBe(0);
      expect(whole.subarray(offset, offset + length)).toEqual(Buffer.from(data.buffer));
    }
  });

  it('write only the part of a buffer that an array shows', async () => {
    const path = join(folder, 'view.safetensors');
    const data = Float32Array.of(9, 1, 2, 9).subarray(1, 3);
    await writeSafetensors(path, { view: { type: 'float32', shape: [2], data } });
    expect((await (await openSafetensors(path)).read('view')).data).toEqual(Float32Array.of(1, 2));
  });

  it('leave an older file alone when writing fails or is stopped', async () => {
    const path = join(folder, 'older.safetensors');
    await writeSafetensors(path, { kept: tensors.whole });
    const wrong = { type: 'float32', shape: [3], data: Float32Array.of(1) } as const;
    await expect(writeSafetensors(path, { wrong })).rejects.toMatchObject({
      code: 'invalid-tensor',
      message: 'tensor wrong: expected 3 elements for float32 [3], came 1',
    });
    const signal = AbortSignal.abort();
    await expect(writeSafetensors(path, tensors, { signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect((await openSafetensors(path)).names()).toEqual(['kept']);
  });

  it('refuse a tensor whose array is not of its type, and the reserved name', async () => {
    const path = join(folder, 'refused.safetensors');
    const wrong = { type: 'float32', shape: [1], data: Float64Array.of(1) } as never;
    await expect(writeSafetensors(path, { wrong })).rejects.toMatchObject({
      message: 'tensor wrong: expected the array of float32, came Float64Array',
    });
    await expect(writeSafetensors(path, { __metadata__: tensors.whole })).rejects.toMatchObject({
      code: 'invalid-tensor',
    });
  });

  it.each([
    ['numbers of another kind in as many bytes', { type: 'float32', shape: [2], data: Int32Array.of(1, 2) }],
    ['whole numbers without a sign', { type: 'int8', shape: [1], data: Uint8Array.of(200) }],
    ['numbers for int64', { type: 'int64', shape: [1], data: Float64Array.of(1) }],
    ['a list', { type: 'uint8', shape: [1], data: [1] }],
    ['sizes below 0', { type: 'float32', shape: [-1, -2], data: new Float32Array(2) }],
    ['a broken size', { type: 'float32', shape: [2, 0.5], data: new Float32Array(1) }],
    ['no sizes', { type: 'float32', data: new Float32Array(1) }],
    ['a type that the format does not have', { type: 'float8', shape: [1], data: Uint8Array.of(1) }],
    ['a bool of 2', { type: 'bool', shape: [1], data: Uint8Array.of(2) }],
  ])('refuse what no reader would take, or would read as other numbers: %s', (_, tensor) => {
    expect(() => encodeSafetensors({ tensor: tensor as unknown as Tensor })).toThrow(
      expect.objectContaining({ code: 'invalid-tensor', message: expect.stringContaining('tensor tensor: ') }),
    );
  });

  it('refuse metadata that are no texts', () => {
    expect(() => encodeSafetensors({}, { metadata: { epoch: 3 as unknown as string } })).toThrow(
      expect.objectContaining({ code: 'invalid-tensor', message: '__metadata__.epoch: expected a string, came 3' }),
    );
  });

  it('take arrays of another realm', () => {
    const data = runInNewContext('Float32Array.of(1, 2)') as Float32Array;
    const bytes = encodeSafetensors({ tensor: { type: 'float32', shape: [2], data } });
    expect(parseSafetensors(bytes).get('tensor')?.shape).toEqual([2]);
  });

  it('name a folder that cannot be written to', async () => {
    await expect(writeSafetensors(join(folder, 'no', 'such.safetensors'), tensors)).rejects.toMatchObject({
      code: 'unwritable',
      message: expect.stringContaining('such.safetensors: cannot be written: ENOENT'),
    });
  });
});

describe('openSafetensors', () => {
  it('follows a symbolic link and tells the real path', async () => {
    await writeSafetensors(join(folder, 'real.safetensors'), tensors);
    await symlink('real.safetensors', join(folder, 'link.safetensors'));
    const file = await openSafetensors(pathToFileURL(join(folder, 'link.safetensors')));
    expect(file.path).toBe(join(folder, 'real.safetensors'));
    expect(file.get('whole')?.location).toMatchObject({ file: file.path });
  });

  it.each([
    ['missing.safetensors', 'not-found', 'no such file'],
    ['all.safetensors/inside', 'not-found', 'no such file'],
    ['folder', 'wrong-kind', 'expected a file, came a folder'],
    ['empty', 'truncated', 'came an empty file'],
  ])('refuses %s', async (name, code, message) => {
    await mkdir(join(folder, 'folder'), { recursive: true });
    await writeFile(join(folder, 'empty'), '');
    await writeSafetensors(join(folder, 'all.safetensors'), tensors);
    const before = await openHandles();
    const opening = openSafetensors(join(folder, name));
    await expect(opening).rejects.toMatchObject({ code, message: expect.stringContaining(`${join(folder, name)}: `) });
    await expect(opening).rejects.toThrow(message);
    expect(await openHandles()).toEqual(before);
  });

  it('refuses an address that is no file', async () => {
    await expect(openSafetensors(new URL('https://example.org/a.safetensors'))).rejects.toMatchObject({
      code: 'wrong-kind',
    });
  });

  it('refuses a device instead of waiting for it', async () => {
    const device = process.platform === 'win32' ? '\\\\.\\NUL' : '/dev/zero';
    await expect(openSafetensors(device)).rejects.toThrow(CheckpointError);
  });

  it('refuses a file that was cut off', async () => {
    const path = join(folder, 'cut.safetensors');
    await writeSafetensors(path, tensors);
    await truncate(path, (await readFile(path)).length - 1);
    await expect(openSafetensors(path)).rejects.toMatchObject({ code: 'offsets-out-of-range' });
  });

  it('holds no file open', async () => {
    const path = join(folder, 'handles.safetensors');
    await writeSafetensors(path, tensors);
    const before = await openHandles();
    const file = await openSafetensors(path);
    await file.read('matrix');
    await file.read('absent').catch(() => {});
    expect(await openHandles()).toEqual(before);
  });

  it('names a tensor that is not there', async () => {
    const path = join(folder, 'few.safetensors');
    await writeSafetensors(path, tensors);
    const file = await openSafetensors(path);
    expect(file.get('absent')).toBeUndefined();
    await expect(file.read('absent')).rejects.toMatchObject({
      code: 'unknown-tensor',
      message: `${path}: no tensor absent among its 9 tensors`,
    });
  });

  it('refuses to read a file that changed since, and an aborted read', async () => {
    const path = join(folder, 'changing.safetensors');
    await writeSafetensors(path, tensors);
    const file = await openSafetensors(path);
    await expect(file.read('whole', { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    await utimes(path, 1, 1);
    await expect(file.read('whole')).rejects.toMatchObject({ code: 'file-changed' });
    await rm(path);
    await expect(file.read('whole')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('refuses a bool that is neither 0 nor 1', async () => {
    const path = join(folder, 'bool.safetensors');
    await writeFile(path, fileWith({ a: { dtype: 'BOOL', shape: [2], data_offsets: [0, 2] } }, Uint8Array.of(1, 7)));
    const file = await openSafetensors(path);
    await expect(file.read('a')).rejects.toMatchObject({
      code: 'invalid-tensor',
      message: expect.stringContaining('came 7'),
    });
  });
});

const checkpoint = sharedPart('conformance/tiny-t5');
describe.skipIf(checkpoint.absent)(checkpoint.title('a checkpoint that others made'), () => {
  it('is read', async () => {
    const file = await openSafetensors(join(checkpoint.path, 'model.safetensors'));
    expect(file.metadata.get('format')).toBe('pt');
    expect(file.names()).toHaveLength(47);
    const { type, shape, data } = await file.read('shared.weight');
    expect({ type, shape, length: data.length }).toEqual({ type: 'float32', shape: [1024, 8], length: 8192 });
    expect((data as Float32Array).every(Number.isFinite)).toBe(true);
  });
});
