import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMemory, type Memory, MemoryError, type Slot } from '@crossattn/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CheckpointError,
  loadMemory,
  openMemories,
  openSafetensors,
  saveMemories,
  saveMemory,
  writeSafetensors,
} from '../index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'memories-'));
});
afterAll(() => rm(folder, { recursive: true }));

const encoder = { name: 'toy', revision: 'r1' };
const box = (left: number): Slot => ({ kind: 'box', image: 0, left, top: 0.5, width: 45.714285714285715, height: 3 });
const slots: Slot[] = [
  box(0),
  box(7.25),
  { kind: 'span', text: 1, start: 2, end: 9 },
  { kind: 'passage', passage: 3, start: 0, end: 0 },
  { kind: 'special', name: 'padding' },
  { kind: 'special', name: 'a "quoted" name, 漢字' },
];

function memoryOf(rows: readonly (readonly Slot[])[], width: number, values: (index: number) => number): Memory {
  const length = rows[0]?.length ?? 0;
  return createMemory({
    states: {
      type: 'float32',
      shape: [rows.length, length, width],
      data: Float32Array.from({ length: rows.length * length * width }, (_, index) => values(index)),
    },
    mask: {
      type: 'bool',
      shape: [rows.length, length],
      data: Uint8Array.from({ length: rows.length * length }, (_, index) => (index % 5 === 4 ? 0 : 1)),
    },
    slots: rows,
    encoder,
  });
}

const memory = memoryOf([slots, slots.toReversed()], 4, (index) => Math.sin(index));

/** Metadata of the file that `saveMemory` writes of {@link memory}. */
async function savedMetadata(): Promise<Record<string, string>> {
  await saveMemory(join(folder, 'good.safetensors'), memory);
  return Object.fromEntries((await openSafetensors(join(folder, 'good.safetensors'))).metadata);
}

describe('a memory that is saved and loaded', () => {
  it('is the same, alone and in a batch', async () => {
    for (const [name, kept] of Object.entries({ batch: memory, alone: memoryOf([slots], 3, (index) => -index) })) {
      await saveMemory(join(folder, name), kept);
      expect(await loadMemory(pathToFileURL(join(folder, name)), { encoder })).toEqual(kept);
    }
  });

  it('is the same to the last bit, whatever it holds', async () => {
    const file = join(folder, 'any.safetensors');
    const odd = [Number.NaN, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e-45, 3.4e38, 0.1, -7, 1 / 3];
    const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', '\0', '漢', '😀', '\ud800', '__proto__', ' ') });
    const index = fc.nat(1_000_000);
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((own) => own + 0);
    const size = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((own) => own + 0);
    const range = fc.tuple(index, index).map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);
    const slot: fc.Arbitrary<Slot> = fc.oneof(
      fc.record({
        kind: fc.constant('box' as const),
        image: index,
        left: number,
        top: number,
        width: size,
        height: size,
      }),
      fc.tuple(index, range).map(([text, [start, end]]) => ({ kind: 'span' as const, text, start, end })),
      fc.tuple(index, range).map(([passage, [start, end]]) => ({ kind: 'passage' as const, passage, start, end })),
      fc.record({ kind: fc.constant('special' as const), name: text }),
    );
    const rows = fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 6 }))
      .chain(([batch, length]) =>
        fc.array(fc.array(slot, { minLength: length, maxLength: length }), { minLength: batch, maxLength: batch }),
      );
    const named = fc.uniqueArray(fc.tuple(text, rows, fc.integer({ min: 1, max: 5 }), fc.nat()), {
      selector: ([name]) => name,
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(named, async (list) => {
        const memories = new Map(
          list.map(([name, own, width, seed]) => [name, memoryOf(own, width, (i) => odd[(seed + i) % 9] as number)]),
        );
        await saveMemories(file, memories);
        const opened = await openMemories(file, { encoder });
        expect(opened.names).toEqual([...memories.keys()]);
        for (const [name, kept] of memories) {
          const loaded = await opened.read(name);
          expect(Buffer.from(loaded.states.data.buffer)).toEqual(Buffer.from(kept.states.data.buffer));
          expect(loaded).toEqual(kept);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('stands among others that are read by name, in any order, one at a time', async () => {
    const file = join(folder, 'photos.safetensors');
    const photos = new Map(
      ['cat.jpg', 'coffee.jpg', '../odd name'].map((name, i) => [name, memoryOf([slots], 2, () => i)]),
    );
    await saveMemories(file, photos);
    const opened = await openMemories(file, { encoder });
    expect(opened).toMatchObject({ encoder, names: [...photos.keys()] });
    expect(await opened.read('coffee.jpg')).toEqual(photos.get('coffee.jpg'));
    expect(await opened.read('cat.jpg')).toEqual(photos.get('cat.jpg'));
    await expect(opened.read('dog.jpg')).rejects.toMatchObject({
      code: 'unknown-memory',
      message: `${file}: no memory "dog.jpg" among its 3 memories`,
    });
    await expect(loadMemory(file, { encoder })).rejects.toMatchObject({
      code: 'invalid-memory',
      message: `${file}: expected one memory, came 3: openMemories reads them by name`,
    });
  });

  it('takes little more room than its states', async () => {
    const cells = Array.from({ length: 49 }, (_, cell) => box((cell % 7) * 91.42857142857143));
    const file = join(folder, 'room.safetensors');
    await saveMemory(
      file,
      memoryOf([cells], 256, () => 1),
    );
    expect((await readFile(file)).length).toBeLessThan(49 * 256 * 4 + 3_000);
  });
});

describe('a memory file that is refused', () => {
  it.each([
    [{ name: 'toy', revision: 'r2' }, 'toy r2'],
    [{ name: 'other', revision: 'r1' }, 'other r1'],
    [undefined, 'an encoder to compare with'],
  ])('is one of another encoder or revision: %j', async (expected, message) => {
    const file = join(folder, 'foreign.safetensors');
    await saveMemory(file, memory);
    if (expected === undefined) {
      await expect(loadMemory(file, undefined as never)).rejects.toMatchObject({ code: 'wrong-encoder' });
    }
    await expect(loadMemory(file, { encoder: expected as typeof encoder })).rejects.toMatchObject({
      code: 'wrong-encoder',
      message: `${file}: expected memories of the encoder ${message}, came those of toy r1; encode the input again`,
    });
  });

  it('was changed in any byte', { timeout: 30_000 }, async () => {
    const file = join(folder, 'whole.safetensors');
    await saveMemory(
      file,
      memoryOf([[box(0)]], 2, () => 1),
    );
    const whole = await readFile(file);
    const changed = join(folder, 'changed.safetensors');
    const codes = new Set<string>();
    for (let place = 0; place < whole.length; place++) {
      const bytes = Uint8Array.from(whole);
      bytes[place] = (bytes[place] as number) ^ (1 << (place % 8));
      await writeFile(changed, bytes);
      const error = await loadMemory(changed, { encoder }).catch((reason: unknown) => reason);
      expect(error, `byte ${place}`).toBeInstanceOf(CheckpointError);
      codes.add((error as CheckpointError).code);
    }
    expect([...codes]).toEqual(expect.arrayContaining(['digest-mismatch', 'invalid-header', 'invalid-memory']));
  });

  it('was cut off anywhere, or has something behind it', async () => {
    const file = join(folder, 'long.safetensors');
    await saveMemory(file, memory);
    const whole = await readFile(file);
    const cut = join(folder, 'cut.safetensors');
    for (let length = 0; length < whole.length; length += 13) {
      await writeFile(cut, whole.subarray(0, length));
      await expect(loadMemory(cut, { encoder })).rejects.toMatchObject({
        code: expect.stringMatching(/truncated|offsets-out-of-range|header-too-long/),
        message: expect.stringContaining(cut),
      });
    }
    await writeFile(cut, Buffer.concat([whole, Buffer.from('more')]));
    await expect(loadMemory(cut, { encoder })).rejects.toMatchObject({ code: 'unused-bytes' });
  });

  it('changed between opening and reading', async () => {
    const file = join(folder, 'moving.safetensors');
    await saveMemory(file, memory);
    const opened = await openMemories(file, { encoder });
    await utimes(file, 1, 1);
    await expect(opened.read('memory')).rejects.toMatchObject({ code: 'file-changed' });
  });

  it('is no safetensors file, or one of something else', async () => {
    const file = join(folder, 'text.safetensors');
    await writeFile(file, 'A text that is no tensor file at all.');
    await expect(loadMemory(file, { encoder })).rejects.toBeInstanceOf(CheckpointError);
    await writeSafetensors(file, { weight: memory.states });
    await expect(loadMemory(file, { encoder })).rejects.toMatchObject({
      code: 'invalid-memory',
      message: `${file}: format: expected "crossattn-memory", came nothing`,
    });
  });

  it('is of a newer format', async () => {
    const file = join(folder, 'newer.safetensors');
    const metadata = { ...(await savedMetadata()), format_version: '2' };
    await writeSafetensors(file, {}, { metadata });
    await expect(loadMemory(file, { encoder })).rejects.toMatchObject({
      code: 'unsupported-format-version',
      message: `${file}: format_version: expected "1", came "2"`,
    });
  });

  it.each(['format_version', 'encoder.name', 'encoder.revision', 'memories', 'digest'])('misses %s', async (key) => {
    const file = join(folder, 'poor.safetensors');
    const { [key]: _, ...metadata } = await savedMetadata();
    await writeSafetensors(file, {}, { metadata });
    await expect(loadMemory(file, { encoder })).rejects.toMatchObject({
      code: 'invalid-memory',
      message: `${file}: ${key}: expected a text, came nothing`,
    });
  });

  it('has slots, encoder or names that were edited', async () => {
    const file = join(folder, 'edited.safetensors');
    const metadata = await savedMetadata();
    const edits: Record<string, string>[] = [
      { memories: (metadata.memories ?? '').replace('7.25', '8.25') },
      { 'encoder.revision': 'r2' },
      { memories: (metadata.memories ?? '').replace('"memory"', '"other"') },
    ];
    for (const edit of edits) {
      await writeSafetensors(file, {}, { metadata: { ...metadata, ...edit } });
      await expect(loadMemory(file, { encoder })).rejects.toMatchObject({ code: 'digest-mismatch' });
    }
  });

  it('lacks tensors', async () => {
    const file = join(folder, 'hollow.safetensors');
    await writeSafetensors(file, { 'memories.0.mask': memory.mask }, { metadata: await savedMetadata() });
    await expect(loadMemory(file, { encoder })).rejects.toMatchObject({
      code: 'invalid-memory',
      message: expect.stringContaining('memory "memory": expected states and a mask'),
    });
  });

  it('is not there, or a folder', async () => {
    await mkdir(join(folder, 'a folder'), { recursive: true });
    await expect(loadMemory(join(folder, 'nowhere'), { encoder })).rejects.toMatchObject({ code: 'not-found' });
    await expect(loadMemory(join(folder, 'a folder'), { encoder })).rejects.toMatchObject({ code: 'wrong-kind' });
  });

  it('was not to be read any more', async () => {
    const file = join(folder, 'stopped.safetensors');
    await saveMemory(file, memory);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(loadMemory(file, { encoder, signal })).rejects.toBe(signal.reason);
    await expect((await openMemories(file, { encoder })).read('memory', { signal })).rejects.toBe(signal.reason);
  });
});

describe('saving refuses', () => {
  it('memories that are none, of two encoders, or have one name', async () => {
    const file = join(folder, 'refused.safetensors');
    const foreign = { ...memory, encoder: { name: 'toy', revision: 'r2' } };
    const saving = (...list: [unknown, Memory][]) => saveMemories(file, list as [string, Memory][]);
    await expect(saving()).rejects.toMatchObject({ code: 'invalid-memory' });
    await expect(saving([7, memory])).rejects.toMatchObject({ message: 'memories: expected a name for each, came 7' });
    await expect(saving(['a', memory], ['a', memory])).rejects.toMatchObject({
      code: 'invalid-memory',
      message: 'memories: expected a name for each, came "a" twice',
    });
    await expect(saving(['a', memory], ['b', foreign])).rejects.toMatchObject({
      code: 'wrong-encoder',
      message: 'memory "b": expected the encoder toy r1 of the first, came toy r2',
    });
    await expect(saving(['a', { ...memory, slots: [] }])).rejects.toBeInstanceOf(MemoryError);
    await expect(loadMemory(file, { encoder })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('a place that cannot be written to, and leaves nothing behind there', async () => {
    const own = join(folder, 'disk');
    await mkdir(join(own, 'taken'), { recursive: true });
    await writeFile(join(own, 'file'), '');
    for (const place of [join(own, 'taken'), join(own, 'file', 'inside'), join(own, 'no', 'such', 'folder')]) {
      await expect(saveMemory(place, memory)).rejects.toMatchObject({
        code: 'unwritable',
        message: expect.stringContaining(`${place}: cannot be written: E`),
      });
    }
    expect((await readdir(own)).sort()).toEqual(['file', 'taken']);
  });

  it('to go on after an abort, and leaves the older file', async () => {
    const file = join(folder, 'older.safetensors');
    await saveMemory(file, memory);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(
      saveMemory(
        file,
        memoryOf([slots], 1, () => 0),
        { signal },
      ),
    ).rejects.toBe(signal.reason);
    expect(await loadMemory(file, { encoder })).toEqual(memory);
  });
});
