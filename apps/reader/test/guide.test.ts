import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { examplesIn, repositoryRoot } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const examples = examplesIn(join(repositoryRoot, 'docs', 'guides', 'read-your-documents.md'));
const folder = mkdtempSync(join(tmpdir(), 'reader-guide-'));

beforeAll(() => {
  cpSync(join(repositoryRoot, 'samples', 'documents'), join(folder, 'samples', 'documents'), { recursive: true });
  const scope = join(folder, 'node_modules', '@crossattn');
  mkdirSync(scope, { recursive: true });
  for (const name of ['documents', 'reading', 'retrieval']) {
    symlinkSync(join(repositoryRoot, 'packages', name), join(scope, name));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs an example as a program of its own in a folder with the sample documents; what it prints. */
async function linesOf(example = ''): Promise<string[]> {
  writeFileSync(join(folder, 'example.mjs'), example);
  const { stdout } = await promisify(execFile)(process.execPath, ['example.mjs'], { cwd: folder });
  return stdout.trimEnd().split('\n');
}

/** What an example says in comments that its lines print. */
function toldBy(example = ''): string[] {
  return [...example.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, told = '']) => told);
}

describe('the guide "read your documents"', { timeout: 180_000 }, () => {
  it('answers out of passages, or says that the answer is not there', async () => {
    expect(await linesOf(examples[0])).toEqual(toldBy(examples[0]));
  });

  it('encodes passages once', async () => {
    const lines = await linesOf(examples[1]);
    expect(lines).toEqual(['Margit Olsen', expect.stringContaining('beech wood'), ...toldBy(examples[1])]);
  });

  it('indexes documents, finds passages, and reads them', async () => {
    expect(await linesOf(examples[2])).toEqual(toldBy(examples[2]));
    expect(examples).toHaveLength(3);
  });
});
