import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePhoto } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EvidenceReport } from '../src/command/evidence.js';
import { run } from '../src/command/run.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evaluate-evidence-'));
  const photos = [
    ['cat.jpg', 'train'],
    ['astronaut.jpg', 'val'],
  ] as const;
  const lines = photos.map(([image, split]) =>
    JSON.stringify({ image, split, source: 'flickr8k', captions: ['a photo'] }),
  );
  await writeFile(join(folder, 'captions.jsonl'), lines.join('\n'));
  for (const [image] of photos) await copyFile(samplePhoto(image), join(folder, image));
});
afterAll(() => rm(folder, { recursive: true }));

async function evidence(...argv: string[]) {
  const printed = { stdout: '', stderr: '' };
  const output = {
    stdout: (text: string) => {
      printed.stdout += text;
    },
    stderr: (text: string) => {
      printed.stderr += text;
    },
    terminal: false,
  };
  const status = await run(['evidence', ...argv], output, new AbortController().signal);
  return { status, ...printed };
}

describe('evaluate evidence', { timeout: 300_000 }, () => {
  it('compares on train, reports on val, the same each time', async () => {
    const argv = ['--data', folder, '--draws', '2', '--threads', '1', '--json'];
    const { status, stdout } = await evidence(...argv, '--choose', '1');
    expect(status).toBe(0);
    const { compared, reported, ...subject }: EvidenceReport = JSON.parse(stdout);
    expect(subject).toMatchObject({ data: folder, cells: 10, draws: 2 });
    expect(compared).toMatchObject({ split: 'train', photos: 1 });
    const names = compared?.gazes.map(({ gaze }) => gaze) ?? [];
    expect(names).toEqual(expect.arrayContaining(['mean', 'maximum', 'mean, rolled out', 'the middle of the photo']));
    const shares = compared?.gazes.map(({ overOneDraw }) => overOneDraw.value) ?? [];
    expect(shares).toEqual(shares.toSorted((one, other) => other - one));
    expect(reported).toMatchObject({ split: 'val', photos: 1 });
    expect(reported.gazes[0]?.gaze).toBe('default of lens');
    for (const { overOneDraw, drop } of reported.gazes) {
      expect(overOneDraw.value).toBeGreaterThanOrEqual(0);
      expect(overOneDraw.value).toBeLessThanOrEqual(1);
      expect(drop.value).not.toBe(0);
    }
    const again: EvidenceReport = JSON.parse((await evidence(...argv)).stdout);
    expect(again).not.toHaveProperty('compared');
    expect(again.reported.gazes[0]).toEqual(reported.gazes[0]);
  });

  it('prints a table', async () => {
    const { status, stdout } = await evidence('--data', folder, '--draws', '1', '--cells', '5', '--threads', '1');
    expect(status).toBe(0);
    expect(stdout).toContain('covered: the 5 most attended cells');
    expect(stdout).toMatch(/^default of lens +\d+\.\d%/m);
    expect(stdout).toMatch(/^cells at random +-?\d\.\d{3}$/m);
  });

  it.each([
    [['--draws', '0'], 'expected a whole number'],
    [['--beams', '1'], 'beams'],
  ])('does not understand %j', async (argv, message) => {
    const { status, stderr } = await evidence('--data', folder, ...argv);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it('says which photo failed, and which model is missing', async () => {
    await writeFile(
      join(folder, 'captions.jsonl'),
      JSON.stringify({ image: 'gone.jpg', split: 'val', source: 'x', captions: ['a'] }),
    );
    const { status, stderr } = await evidence('--data', folder, '--source', 'x', '--threads', '1');
    expect(status).toBe(1);
    expect(stderr).toContain('gone.jpg');
    expect((await evidence('--data', folder, '--source', 'x', '--model', join(folder, 'no model'))).status).toBe(1);
  });
});
