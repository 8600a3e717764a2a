import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { encoderFolder, modelFolder } from '../src/index.js';

const reader = new URL('reader.safetensors', modelFolder);
const encoder = new URL('model.safetensors', encoderFolder);
const config = async () => JSON.parse(await readFile(new URL('config.json', modelFolder), 'utf8'));

/** The revision that a file of weights says, and the one that its bytes have: SHA-256 over names and data. */
async function revisionsOf(file: URL): Promise<{ said: string; found: string; types: ReadonlySet<string> }> {
  const bytes = await readFile(file);
  const start = 8 + Number(bytes.readBigUInt64LE());
  const { __metadata__: metadata, ...tensors } = JSON.parse(bytes.toString('utf8', 8, start));
  const entries = Object.entries<{ dtype: string; data_offsets: [number, number] }>(tensors);
  const hash = createHash('sha256');
  for (const [name, { data_offsets: offsets }] of entries) {
    hash.update(name).update(bytes.subarray(start + offsets[0], start + offsets[1]));
  }
  const types = new Set(entries.map(([, { dtype }]) => dtype));
  return { said: metadata.revision, found: hash.digest('hex').slice(0, 12), types };
}

describe('the files of the embedded reader', () => {
  it('are at most 45 MB together', async () => {
    const names = ['model.safetensors', 'tokenizer.json', 'config.json', 'sentence_bert_config.json'];
    const files = [reader, new URL('config.json', modelFolder), ...names.map((name) => new URL(name, encoderFolder))];
    const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(45e6);
  });

  it('hold the weights that the configuration names', async () => {
    const { revision, encoder: read } = await config();
    expect(await revisionsOf(reader)).toMatchObject({ said: revision, found: revision });
    expect(await revisionsOf(encoder)).toMatchObject({ said: read.revision, found: read.revision });
    expect(read.revision).toBe('63dea928d978');
  });

  it('keep large weights as integers', async () => {
    for (const file of [reader, encoder]) expect((await revisionsOf(file)).types).toContain('I8');
  });

  it('come with their licences and the model card', async () => {
    const text = (name: string) => readFile(new URL(name, new URL('../', modelFolder)), 'utf8');
    expect(await text('LICENSE')).toContain('Attribution-ShareAlike 4.0 International');
    expect(await text('model/encoder/LICENSE')).toContain('Apache License');
    expect((await text('MODEL_CARD.md')).includes((await config()).revision)).toBe(true);
  });
});
