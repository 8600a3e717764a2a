import { cp, mkdtemp, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageTextJson, wordLevelJson } from '../../test/image-text-json.js';
import { loadTokenizer, openCheckpoint, writeSafetensors } from '../index.js';

let root: string;
let model: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'crossattn-checkpoint-')));
  model = join(root, 'model');
  await cp(await mkdtemp(join(root, 'empty-')), model, { recursive: true });
  await writeFile(join(model, 'config.json'), JSON.stringify(imageTextJson()));
  await writeFile(join(model, 'tokenizer.json'), JSON.stringify(wordLevelJson()));
  const bias = { type: 'float32', shape: [9], data: new Float32Array(9) } as const;
  await writeSafetensors(join(model, 'model.safetensors'), { 'decoder.output_bias': bias });
});
afterAll(() => rm(root, { recursive: true }));

let copies = 0;
/** A copy of the good model that a test may break. */
async function copy(): Promise<string> {
  const folder = join(root, `copy-${copies++}`);
  await cp(model, folder, { recursive: true });
  return folder;
}

describe('openCheckpoint', () => {
  it('opens a folder by path, by relative path and by URL', async () => {
    for (const given of [model, relative(process.cwd(), model), pathToFileURL(model), pathToFileURL(`${model}/`)]) {
      const checkpoint = await openCheckpoint(given);
      expect(checkpoint).toMatchObject({ name: model, folder: model });
      expect(checkpoint.config.revision).toBe('test-1');
      expect(checkpoint.weights.names()).toEqual(['decoder.output_bias']);
      expect(checkpoint.tokenizer.encode('a dog')).toEqual([5, 6]);
    }
  });

  it('opens a folder behind a symbolic link, and files that are links themselves', async () => {
    const folder = await copy();
    await rm(join(folder, 'model.safetensors'));
    await symlink(join('..', 'model', 'model.safetensors'), join(folder, 'model.safetensors'));
    await symlink(folder, join(root, 'linked'));
    const { weights } = await openCheckpoint(join(root, 'linked'));
    expect(weights.get('decoder.output_bias')?.location).toMatchObject({ file: join(model, 'model.safetensors') });
  });

  it.each(['config.json', 'model.safetensors', 'tokenizer.json'])('names a missing %s', async (name) => {
    const folder = await copy();
    await rm(join(folder, name));
    await expect(openCheckpoint(folder)).rejects.toMatchObject({
      code: 'not-found',
      message: `${join(folder, name)}: no such file or folder`,
    });
  });

  it.each([
    ['nowhere', 'not-found', 'no such file or folder'],
    ['model/config.json', 'wrong-kind', 'expected the folder of a model, came a file'],
  ])('names the folder when it is %s', async (name, code, message) => {
    const folder = join(root, name);
    await expect(openCheckpoint(folder)).rejects.toMatchObject({ code, message: `${folder}: ${message}` });
  });

  it('refuses the parts that are broken, each by its name', async () => {
    const folder = await copy();
    await truncate(join(folder, 'model.safetensors'), 30);
    await expect(openCheckpoint(folder)).rejects.toMatchObject({ code: 'truncated' });
    await writeFile(join(folder, 'tokenizer.json'), '');
    await expect(loadTokenizer(folder)).rejects.toMatchObject({
      code: 'invalid-tokenizer',
      message: `${join(folder, 'tokenizer.json')}: expected JSON, came an empty file`,
    });
    await writeFile(join(folder, 'config.json'), '{"model_type": ');
    await expect(openCheckpoint(folder)).rejects.toMatchObject({
      code: 'invalid-config',
      message: expect.stringContaining('config.json: expected JSON, came Unexpected end'),
    });
  });

  it('refuses a tokenizer that belongs to another model', async () => {
    const folder = await copy();
    const other = wordLevelJson();
    Object.assign(other.model.vocab, { cat: 9 });
    await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(other));
    await expect(openCheckpoint(folder)).rejects.toMatchObject({
      code: 'inconsistent-checkpoint',
      message: expect.stringContaining('expected a tokenizer of 9 tokens as in decoder.vocabulary_size, came 10'),
    });
  });
});
