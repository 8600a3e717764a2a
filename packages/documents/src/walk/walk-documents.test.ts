import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paragraph, pdfFile } from '../../test/pdf-file.js';
import { codeOf } from '../../test/reading.js';
import {
  type PassageOptions,
  parseDocument,
  readDocument,
  type SkippedDocument,
  type WalkOptions,
  walkDocuments,
} from '../index.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
  await write('b.md', '# B\n\nText of b.');
  await write('a.txt', 'Text of a.');
  await write('deep/er/c.html', '<p>Text of c.');
  await write('deep/d.PDF', pdfFile([paragraph(['Text of d.'])]));
  await write('deep/photo.jpg', 'not read');
  await write('.hidden/e.txt', 'hidden');
  await write('node_modules/f.md', 'a package');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function walk(paths: readonly string[], options: WalkOptions = {}) {
  const skipped: SkippedDocument[] = [];
  const names: string[] = [];
  const onSkipped = (one: SkippedDocument) => skipped.push(one);
  for await (const { document } of walkDocuments(paths, { onSkipped, ...options })) {
    names.push(relative(folder, document));
  }
  return { names, skipped: skipped.map(({ document, code }) => [relative(folder, document), code]) };
}

describe('a walk', () => {
  it('meets all documents below a folder in a fixed order, and tells of other files', async () => {
    expect(await walk([folder])).toEqual({
      names: ['a.txt', 'b.md', join('deep', 'd.PDF'), join('deep', 'er', 'c.html')],
      skipped: [[join('deep', 'photo.jpg'), 'unsupported-format']],
    });
  });

  it('takes a hidden file that is named', async () => {
    expect((await walk([join(folder, '.hidden')])).names).toEqual([join('.hidden', 'e.txt')]);
  });

  it('meets each file once, whatever paths and links lead to it, and ends where links go in a circle', async () => {
    await symlink(folder, join(folder, 'deep', 'circle'));
    await symlink(join(folder, 'a.txt'), join(folder, 'again.txt'));
    await symlink(join(folder, 'gone.txt'), join(folder, 'dangling.txt'));
    const { names, skipped } = await walk([join(folder, 'b.md'), folder, join(folder, 'deep')]);
    expect(names.map((name) => basename(name))).toEqual(['b.md', 'a.txt', 'd.PDF', 'c.html']);
    expect(skipped).toContainEqual(['dangling.txt', 'file-not-found']);
    expect(skipped.map(([, code]) => code)).not.toContain('no-documents');
  });

  it('reports what cannot be read, and goes on', async () => {
    await write('1.txt', 'binary\0');
    await write('2.txt', '');
    await write('3.pdf', '%PDF-1.4 broken');
    await write('4.pdf', pdfFile([[]]));
    await write('5.html', '<script>x</script>');
    await write('6.txt', 'x'.repeat(2000));
    const { names, skipped } = await walk([folder, join(folder, 'nowhere')], { maxBytes: 1500 });
    expect(names).toHaveLength(4);
    expect(skipped).toEqual([
      ['1.txt', 'binary-file'],
      ['2.txt', 'empty-file'],
      ['3.pdf', 'broken-pdf'],
      ['4.pdf', 'no-text'],
      ['5.html', 'no-text'],
      ['6.txt', 'file-too-large'],
      [join('deep', 'photo.jpg'), 'unsupported-format'],
      ['nowhere', 'file-not-found'],
    ]);
  });

  it('says when a folder holds no document', async () => {
    await mkdir(join(folder, 'empty'));
    await write('photos/1.jpg', 'x');
    const { skipped } = await walk([join(folder, 'empty'), join(folder, 'photos')]);
    expect(skipped).toEqual([
      ['empty', 'no-documents'],
      [join('photos', '1.jpg'), 'unsupported-format'],
      ['photos', 'no-documents'],
    ]);
    expect((await walk([join(folder, 'photos', '1.jpg')])).skipped).toHaveLength(1);
  });

  it('does not wait for a pipe', async () => {
    const pipe = join(folder, 'pipe.txt');
    execFileSync('mkfifo', [pipe]);
    expect(await codeOf(readDocument(pipe))).toBe('not-a-file');
    expect((await walk([folder])).skipped).toContainEqual(['pipe.txt', 'not-a-file']);
  });

  it('tells how far it is, once a file', async () => {
    const told: string[] = [];
    const onProgress = ({ document, done, total }: { document: string; done: number; total: number }) =>
      told.push(`${basename(document)} ${done}/${total}`);
    await walk([folder], { onProgress });
    expect(told).toEqual(['a.txt 1/5', 'b.md 2/5', 'd.PDF 3/5', 'c.html 4/5', 'photo.jpg 5/5']);
  });

  it('does not give out again what is known by its hash', async () => {
    const known = new Map<string, string>();
    for await (const { document, hash } of walkDocuments([folder])) known.set(document, hash);
    await write('b.md', '# B\n\nAnother text.');
    await write('new.txt', 'new');
    const unchanged: string[] = [];
    const onUnchanged = (document: string) => unchanged.push(basename(document));
    const { names } = await walk([folder], { knownHash: (document) => known.get(document), onUnchanged });
    expect(names).toEqual(['b.md', 'new.txt']);
    expect(unchanged).toEqual(['a.txt', 'd.PDF', 'c.html']);
  });

  it('has a hash that follows the content and how it is read, not the name', async () => {
    const path = await write('g.txt', 'same');
    const { hash } = await readDocument(path);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await readDocument(await write('h.txt', 'same'))).hash).toBe(hash);
    expect((await readDocument(await write('h.md', 'same'))).hash).not.toBe(hash);
    expect((await readDocument(path, { encoding: 'shift_jis' })).hash).not.toBe(hash);
    await write('g.txt', 'other');
    expect((await readDocument(path)).hash).not.toBe(hash);
  });

  it('has a hash that follows how it is to be split', async () => {
    const path = await write('i.txt', 'same');
    const count = ({ length }: { readonly length: number }) => length;
    const hashOf = async (passages: PassageOptions) => (await readDocument(path, { passages })).hash;
    const splits = [{}, { size: 80 }, { overlap: 0 }, { count }, { count, unit: 'characters' }];
    const hashes = await Promise.all(splits.map(hashOf));
    expect(new Set(hashes).size).toBe(splits.length);
    expect(hashes[0]).toBe((await readDocument(path)).hash);
    expect(await hashOf({ size: 160, overlap: 32 })).toBe(hashes[0]);
    expect(await codeOf(readDocument(path, { passages: { size: 0 } }))).toBe('invalid-option');

    const known = new Map([[path, hashes[0]]]);
    const walked = (passages: PassageOptions) =>
      walk([path], { knownHash: (document) => known.get(document), passages });
    expect((await walked({})).names).toEqual([]);
    expect((await walked({ size: 80 })).names).toEqual(['i.txt']);
  });

  it('stops at an abort, with its reason', async () => {
    const controller = new AbortController();
    const names: string[] = [];
    const walking = (async () => {
      for await (const { document } of walkDocuments([folder], { signal: controller.signal })) {
        names.push(basename(document));
        controller.abort(new Error('enough'));
      }
    })();
    await expect(walking).rejects.toThrow('enough');
    expect(names).toEqual(['a.txt']);
  });

  it('warns when nobody asked about what it passes over', async () => {
    await write('empty.txt', '');
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    for await (const document of walkDocuments([folder])) expect(document.texts).toHaveLength(1);
    expect(warn.mock.calls.map(([message]) => String(message))).toEqual([
      expect.stringContaining('empty.txt is empty'),
    ]);
    warn.mockRestore();
  });
});

describe('what is no option', () => {
  it.each([{ maxByte: 1 }, { passages: { sizes: 1 } }, { onSkipped: () => {} }, null])(
    'is refused: %j',
    async (options) => {
      expect(await codeOf(readDocument(join(folder, 'a.txt'), options as never))).toBe('invalid-option');
    },
  );

  it('is refused in a walk, and a path that is no list of paths', async () => {
    expect(await codeOf(walk([folder], { onSkip: () => {} } as never))).toBe('invalid-option');
    expect(await codeOf(walk(folder as never))).toBe('invalid-option');
  });
});

describe('bytes', () => {
  const bytes = new TextEncoder().encode('Some text.');

  it.each(['md', 'txt', 'htm', undefined])('of the format %s are refused, not read as text', async (format) => {
    expect(await codeOf(parseDocument({ document: 'x', format: format as never, bytes }))).toBe('unsupported-format');
  });

  it.each([bytes.buffer, 'Some text.', null, new Uint16Array(4)])('that are none are refused: %o', async (given) => {
    expect(await codeOf(parseDocument({ document: 'x', format: 'text', bytes: given as never }))).toBe(
      'invalid-option',
    );
  });

  it('are those of the call, whatever their owner does with them then', async () => {
    for (const [format, given] of [
      ['pdf', Uint8Array.from(pdfFile([paragraph(['Some text.'])]))],
      ['text', Uint8Array.from(bytes)],
    ] as const) {
      const parsing = parseDocument({ document: 'x', format, bytes: given });
      given.fill(0);
      expect((await parsing).texts[0]?.text).toBe('Some text.');
    }
  });
});

describe('a file that is named', () => {
  it('is refused by its name or for what it is', async () => {
    expect(await codeOf(readDocument(join(folder, 'deep', 'photo.jpg')))).toBe('unsupported-format');
    expect(await codeOf(readDocument(join(folder, 'nowhere.txt')))).toBe('file-not-found');
    expect(await codeOf(readDocument(join(folder, 'a.txt', 'b.txt')))).toBe('file-not-found');
    await mkdir(join(folder, 'folder.md'));
    expect(await codeOf(readDocument(join(folder, 'folder.md')))).toBe('not-a-file');
    expect(await codeOf(readDocument(join(folder, 'a.txt'), { maxBytes: 3 }))).toBe('file-too-large');
    expect(await codeOf(readDocument(join(folder, 'a.txt'), { maxBytes: 0 }))).toBe('invalid-option');
  });
});
