import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePhoto } from '@crossattn/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { jsonLines, runCommand } from './run-command.js';

const folder = mkdtempSync(join(tmpdir(), 'caption-attention-'));
afterAll(() => rmSync(folder, { recursive: true }));
const cat = samplePhoto('cat.jpg');
const quick = ['--beams', '1', '--max-tokens', '4'];

/** The words of a page, in order. */
const wordsOf = (page: string) =>
  [...readFileSync(page, 'utf8').matchAll(/<button[^>]*>([^<]*)</g)].map(([, word]) => word).join(' ');

const isPng = (file: string) => readFileSync(file).subarray(1, 4).toString('latin1') === 'PNG';

describe('--attention', { timeout: 180_000 }, () => {
  it('writes a picture and a page for each photo, and says where with --json', async () => {
    const out = join(folder, 'new', 'inside');
    const { status, stdout, stderr } = await runCommand([cat, 'gone.jpg', cat, '--attention', out, '--json', ...quick]);
    const [first, gone, second] = jsonLines(stdout);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(gone?.error?.code).toBe('file-not-found');
    expect(first?.attention).toEqual({ page: join(out, 'cat.html'), picture: join(out, 'cat.png') });
    expect(second?.attention).toEqual({ page: join(out, 'cat-2.html'), picture: join(out, 'cat-2.png') });
    expect(readdirSync(out)).toHaveLength(4);
    expect(wordsOf(join(out, 'cat.html'))).toBe(first?.caption);
    expect(isPng(join(out, 'cat.png'))).toBe(true);
  });

  it('prints the same caption as without', async () => {
    const out = join(folder, 'text');
    const [plain, shown] = [await runCommand([cat, ...quick]), await runCommand([cat, '--attention', out, ...quick])];
    expect(shown).toEqual(plain);
    expect(readdirSync(out)).toEqual(['cat.html', 'cat.png']);
  });

  it('works for words that are streamed, and for standard input', async () => {
    const out = join(folder, 'stream');
    const stdin = readFileSync(cat);
    const { status, stdout } = await runCommand(['-', '--stream', '--attention', out], { stdin });
    expect(status).toBe(0);
    expect(wordsOf(join(out, 'photo.html'))).toBe(stdout.trim());
  });

  it('never writes over the photos, where they lie in the folder itself', async () => {
    const own = mkdtempSync(join(folder, 'own-'));
    const photos = [join(own, 'cat.png'), join(own, 'cat.jpg')];
    for (const photo of photos) copyFileSync(cat, photo);
    expect((await runCommand([own, '--attention', own, ...quick])).status).toBe(0);
    for (const photo of photos) expect(readFileSync(photo)).toEqual(readFileSync(cat));
    expect(readdirSync(own)).toHaveLength(6);
  });

  it('still captions where nothing can be written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { status, stdout, stderr } = await runCommand([cat, '--attention', file, ...quick]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^[a-z ]+\n$/);
    expect(stderr).toContain('could not be written');
    expect(stderr).toContain('(unwritable)');
  });

  it('refuses a missing folder name', async () => {
    const { status, stderr } = await runCommand([cat, '--attention']);
    expect(status).toBe(2);
    expect(stderr).toContain('--attention <folder>');
    expect(existsSync(join(folder, 'undefined'))).toBe(false);
  });
});
