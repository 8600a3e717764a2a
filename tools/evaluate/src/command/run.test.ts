import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run.js';

let folder: string;
const path = (name: string) => join(folder, name);
const lines = (...values: object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossattn-evaluate-'));
  const record = (image: string, source: string, split: string, ...captions: string[]) => ({
    image,
    source,
    split,
    captions,
  });
  await writeFile(
    path('captions.jsonl'),
    lines(
      record('flickr8k/1.jpg', 'flickr8k', 'val', 'A dog runs .', 'the dog runs'),
      record('flickr8k/2.jpg', 'flickr8k', 'val', 'a man on a bike', 'a man rides'),
      record('flickr8k/3.jpg', 'flickr8k', 'train', 'two cats'),
      record('coco/4.jpg', 'coco', 'val', 'a red bus'),
      record('coco/5.jpg', 'coco', 'val'),
    ),
  );
  await writeFile(
    path('predictions.jsonl'),
    lines(
      { image: 'flickr8k/1.jpg', caption: 'a dog runs', tokens: [] },
      { image: relative(process.cwd(), path('flickr8k/2.jpg')), caption: 'a man on a bike' },
      { image: 'coco/4.jpg', caption: 'a red bus' },
      { image: 'elsewhere.jpg', caption: 'not asked for' },
    ),
  );
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command on the folder of this test. */
async function evaluate(...argv: string[]) {
  let stdout = '';
  let stderr = '';
  const output = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: (text: string) => {
      stderr += text;
    },
    terminal: false,
  };
  const status = await run(argv, output, new AbortController().signal);
  return { status, stdout, stderr };
}

const scoring = (...more: string[]) =>
  evaluate('captions', '--data', folder, '--predictions', path('predictions.jsonl'), ...more);

describe('evaluate captions', () => {
  it('scores the val photos of flickr8k, and says so', async () => {
    const { status, stdout, stderr } = await scoring();
    expect(stdout).toContain(
      `2 photos of ${folder}: source flickr8k, split val\ncaptions by ${path('predictions.jsonl')}\n`,
    );
    expect(stdout).toMatch(/^BLEU-1 +1\.0000 +1\.0000 to 1\.0000$/m);
    expect(stdout).toMatch(/^distinct captions +2 of 2$/m);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('prints one object with --json, for any choice of photos', async () => {
    const { stdout } = await scoring('--json', '--source', 'all');
    expect(stdout.trimEnd()).not.toContain('\n');
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ data: folder, split: 'val', source: 'all', shuffled: false });
    expect(report.statistics).toMatchObject({ captions: 3, distinct: 3 });
    expect(report.metrics['CIDEr-D'].value).toBeGreaterThan(1);
  });

  it('gives every photo the caption of another with --shuffle, and saves what was scored', async () => {
    const { stdout } = await scoring('--shuffle', '--save', path('saved.jsonl'));
    expect(stdout).toContain('each given to another photo');
    expect(stdout).toMatch(/^CIDEr-D +0\.0000/m);
    expect(await readFile(path('saved.jsonl'), 'utf8')).toBe(
      lines(
        { image: 'flickr8k/1.jpg', caption: 'a man on a bike' },
        { image: 'flickr8k/2.jpg', caption: 'a dog runs' },
      ),
    );
  });

  it('stops at --limit', async () => {
    expect((await scoring('--limit', '1')).stdout).toContain('1 photos of ');
  });

  it('prints its help', async () => {
    const { status, stdout } = await evaluate('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('evaluate captions --data <folder>');
  });
});

describe('evaluate captions refuses', () => {
  it.each([
    [[], 'expected captions or layers, came nothing'],
    [['questions'], 'expected captions or layers, came questions'],
    [['captions', 'more'], "Unexpected argument 'more'"],
    [['layers'], 'expected --goldens <folder>'],
    [['layers', '--beams', '2'], "Unknown option '--beams'"],
    [['captions'], 'expected --data <folder>'],
    [['captions', '--beam', '3'], "Unknown option '--beam'"],
    [['captions', '--data', '.', '--limit', '0'], '--limit: expected a whole number of at least 1, came 0'],
    [['captions', '--data', '.', '--beams', 'many'], '--beams: expected a whole number of at least 1, came many'],
    [['captions', '--data', '.', '--predictions', 'p', '--beams', '2'], '--beams chooses how captions are written'],
  ])('%j', async (argv, message) => {
    const { status, stdout, stderr } = await evaluate(...argv);
    expect(stderr).toContain(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  it('a folder without captions.jsonl', async () => {
    const { status, stderr } = await evaluate('captions', '--data', path('nowhere'));
    expect(status).toBe(1);
    expect(stderr).toContain(`${path('nowhere/captions.jsonl')}: cannot be read: ENOENT`);
  });

  it('a choice that holds no photo, and tells what there is', async () => {
    const { status, stderr } = await scoring('--split', 'test');
    expect(status).toBe(1);
    expect(stderr).toContain('of source flickr8k and split test; it has flickr8k/val, flickr8k/train, coco/val');
  });

  it('predictions that miss a photo', async () => {
    const { status, stderr } = await scoring('--split', 'all');
    expect(status).toBe(1);
    expect(stderr).toContain('no caption for 1 of 3 photos, the first of them flickr8k/3.jpg');
  });

  it.each([
    ['{"image":"a"}', ':1: expected {"image","caption"}, both texts'],
    ['\n{"image":', ':2: expected JSON, came '],
    ['[]', ':1: expected an object, came []'],
    ['{"image":"a","caption":"x"}\n{"image":"a","caption":"y"}', ':2: a second caption for a'],
  ])('the predictions %j', async (text, message) => {
    await writeFile(path('broken.jsonl'), text);
    const { status, stderr } = await evaluate('captions', '--data', folder, '--predictions', path('broken.jsonl'));
    expect(status).toBe(1);
    expect(stderr).toContain(`${path('broken.jsonl')}${message}`);
  });
});
