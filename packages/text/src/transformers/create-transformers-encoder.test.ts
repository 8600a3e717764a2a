import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectClose } from '../../test/expect-close.js';
import { expectedSlots, type Golden, readGoldens } from '../../test/goldens.js';
import { writeOnnxBert } from '../../test/onnx-bert.js';
import { createTransformersEncoder, type TextEncoder } from '../index.js';

let root: string;
let folder: string;
let encoder: TextEncoder;
let goldens: Golden[];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'crossattn-transformers-'));
  folder = join(root, 'tiny-bert');
  await writeOnnxBert(folder);
  goldens = await readGoldens('tiny-bert');
  encoder = await createTransformersEncoder(folder, { threads: 1 });
});
afterAll(async () => {
  await encoder?.dispose();
  await rm(root, { recursive: true });
});
afterEach(() => {
  vi.doUnmock('@xenova/transformers');
  vi.resetModules();
});

describe('a model of @xenova/transformers', () => {
  it('gives the states and spans of PyTorch, alone and in a batch', async () => {
    const together = await encoder.encode(goldens.map(({ text }) => text));
    const [, length = 0, width = 0] = together.states.shape;
    expect([length, width, encoder.width]).toEqual([12, 16, 16]);
    for (const [row, golden] of goldens.entries()) {
      const alone = await encoder.encode(golden.text);
      expectClose(alone.states.data, golden.states.flat(), 2e-5);
      expect(alone.slots[0]).toEqual(expectedSlots(golden));
      const start = row * length * width;
      expectClose(together.states.data.subarray(start, start + golden.ids.length * width), golden.states.flat(), 2e-5);
      expect(together.mask.data.subarray(row * length, (row + 1) * length)).toEqual(
        Uint8Array.from({ length }, (_, position) => (position < golden.ids.length ? 1 : 0)),
      );
    }
  });

  it('reads what its own pipeline reads', async () => {
    const { pipeline } = await import('@xenova/transformers');
    const features = await pipeline('feature-extraction', folder, { local_files_only: true, dtype: 'fp32' });
    for (const text of ['the dogs running', 'Caf\u00e9?', '犬 dog']) {
      const tensor = await features(text);
      expectClose((await encoder.encode(text)).states.data, tensor.data as Float32Array, 1e-6);
    }
    await features.dispose();
  });

  it('knows its limits and its name', async () => {
    expect(encoder.maxLength).toBe(20);
    expect(encoder.identity).toEqual({ name: 'tiny-bert', revision: 'local, fp32' });
    const identity = { name: 'mine', revision: '1' };
    await using own = await createTransformersEncoder(pathToFileURL(folder), { identity, maxLength: 5 });
    expect([own.identity, own.maxLength]).toEqual([identity, 5]);
    expect(() => own.prepare('what is on the dog', { overlong: 'refuse' })).toThrow(
      expect.objectContaining({ code: 'text-too-long' }),
    );
  });

  it('may give its states another name', async () => {
    const other = join(root, 'other-output');
    await writeOnnxBert(other, 'token_embeddings');
    await expect(createTransformersEncoder(other)).rejects.toMatchObject({
      code: 'unsupported-model',
      message: 'output: expected one of token_embeddings, came last_hidden_state',
    });
    await using own = await createTransformersEncoder(other, { output: 'token_embeddings', modelClass: 'BertModel' });
    expectClose((await own.encode('a dog')).states.data, goldens[0]?.states.flat() ?? [], 2e-5);
  });
});

describe('what is refused', () => {
  it('a folder without a model, or without one of its files', async () => {
    await expect(createTransformersEncoder(join(root, 'nowhere'))).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringContaining('config.json'),
    });
    const copy = join(root, 'without-onnx');
    await cp(folder, copy, { recursive: true, filter: (file) => !file.endsWith('.onnx') });
    await expect(createTransformersEncoder(copy)).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringContaining('model.onnx'),
    });
    await rm(join(copy, 'tokenizer.json'));
    await expect(createTransformersEncoder(copy)).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringContaining('tokenizer.json'),
    });
  });

  it('a name that is not on this machine, where nothing may be fetched', async () => {
    await expect(
      createTransformersEncoder('nobody/nothing', { localFilesOnly: true, cacheFolder: root }),
    ).rejects.toMatchObject({
      name: 'TextError',
      code: 'model-missing',
      message: expect.stringContaining('nobody/nothing'),
    });
  });

  it('a damaged network', async () => {
    const copy = join(root, 'damaged');
    await cp(folder, copy, { recursive: true });
    await writeFile(join(copy, 'onnx', 'model.onnx'), 'damaged');
    await expect(createTransformersEncoder(copy)).rejects.toMatchObject({ code: 'unsupported-model' });
  });

  it('a tokenizer that reads texts differently', async () => {
    const copy = join(root, 'other-tokenizer');
    await cp(folder, copy, { recursive: true });
    const file = join(copy, 'tokenizer_config.json');
    const config = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...config, do_lowercase_and_remove_accent: true }));
    const tokenizer = join(copy, 'tokenizer.json');
    const json = JSON.parse(await readFile(tokenizer, 'utf8'));
    json.normalizer.lowercase = false;
    await writeFile(tokenizer, JSON.stringify(json));
    await expect(createTransformersEncoder(copy)).rejects.toMatchObject({
      code: 'unsupported-model',
      message: expect.stringContaining('other-tokenizer: its tokenizer reads texts'),
    });
  });

  it.each([
    [{ dtype: 'fp8' }, 'dtype'],
    [{ threads: 0 }, 'threads'],
    [{ maxLength: 1.5 }, 'maxLength'],
    [{ modelClass: 'env' }, 'modelClass'],
    [{ output: '' }, 'output'],
    [{ device: 'cpu' }, 'device'],
  ])('the options %j', async (options, name) => {
    await expect(createTransformersEncoder(folder, options as object)).rejects.toMatchObject({
      code: 'invalid-option',
      message: expect.stringMatching(`^${name}: expected`),
    });
  });

  it('to go on without the package, or with the old one', async () => {
    vi.doMock('@xenova/transformers', () => {
      throw new Error('Cannot find package');
    });
    const without = await import('./create-transformers-encoder.js');
    await expect(without.createTransformersEncoder(folder)).rejects.toMatchObject({
      code: 'package-missing',
      message: expect.stringContaining('npm install @xenova/transformers@npm:@huggingface/transformers'),
    });
    vi.resetModules();
    vi.doMock('@xenova/transformers', () => ({ env: { version: '2.17.2' } }));
    const old = await import('./create-transformers-encoder.js');
    await expect(old.createTransformersEncoder(folder)).rejects.toMatchObject({
      code: 'package-missing',
      message: expect.stringContaining('is of version 2.17.2'),
    });
  });
});
