import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { examplesIn, repositoryRoot } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const examples = examplesIn(join(repositoryRoot, 'docs', 'guides', 'encode-once-ask-many.md'));
const folder = mkdtempSync(join(tmpdir(), 'vqa-guide-'));

beforeAll(() => {
  cpSync(join(repositoryRoot, 'samples'), join(folder, 'samples'), { recursive: true });
  const scope = join(folder, 'node_modules', '@crossattn');
  mkdirSync(scope, { recursive: true });
  for (const name of ['checkpoint', 'decoder', 'text', 'vision', 'vqa']) {
    symlinkSync(join(repositoryRoot, 'packages', name), join(scope, name));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs an example as a program of its own in a folder with the sample photos; what it prints. */
async function linesOf(example = ''): Promise<string[]> {
  writeFileSync(join(folder, 'example.mjs'), example);
  const { stdout } = await promisify(execFile)(process.execPath, ['example.mjs'], { cwd: folder });
  return stdout.trimEnd().split('\n');
}

const counts = (photos: number, questions: number) =>
  `{ photosEncoded: ${photos}, photosProjected: ${photos}, questionsEncoded: ${questions} }`;

describe('the guide "encode once, ask many"', { timeout: 180_000 }, () => {
  it('asks one photo often', async () => {
    const lines = await linesOf(examples[0]);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^what animal is this\? \S.* 0\.\d\d$/);
    expect(lines[4]).toBe(counts(1, 8));
  });

  it('asks many photos', async () => {
    expect(await linesOf(examples[1])).toEqual([counts(3, 5)]);
  });

  it('saves memories and asks them', async () => {
    const lines = await linesOf(examples[2]);
    expect(lines[0]).toMatch(/^samples\/cat\.jpg \S+/);
    expect(lines[1]).toMatch(/^samples\/coffee\.jpg \S+/);
    expect(lines[2]).toBe('2');
  });

  it('joins by hand', async () => {
    const lines = await linesOf(examples[3]);
    expect(lines).toHaveLength(3);
    for (const line of lines.slice(0, 2)) expect(line).toMatch(/^[a-z0-9 ,-]*$/);
    expect(lines[2]).toBe('2 true');
    expect(examples).toHaveLength(4);
  });
});
