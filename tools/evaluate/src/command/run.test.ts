import { copyFile, cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { openSafetensors, writeSafetensors } from '@crossattn/checkpoint';
import { repositoryRoot, samplePhoto } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run.js';

let folder: string;
const path = (name: string) => join(folder, name);
const lines = (...values: object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'crossattn-evaluate-')));
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

/** Runs the command. */
async function evaluate(...argv: string[]) {
  return evaluateUntil(new AbortController().signal, ...argv);
}

async function evaluateUntil(signal: AbortSignal, ...argv: string[]) {
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
  const status = await run(argv, output, signal);
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

describe('evaluate captions with a model', () => {
  beforeAll(async () => {
    await mkdir(path('real/flickr8k'), { recursive: true });
    await copyFile(samplePhoto('cat.jpg'), path('real/flickr8k/cat.jpg'));
    await copyFile(samplePhoto('coffee.jpg'), path('real/flickr8k/coffee.jpg'));
    const record = (image: string) => ({ image, source: 'flickr8k', split: 'val', captions: ['a photo'] });
    await writeFile(path('real/captions.jsonl'), lines(record('flickr8k/cat.jpg'), record('flickr8k/coffee.jpg')));
  });

  it('scores what the embedded model writes, and says which model it was', async () => {
    const { status, stdout } = await evaluate('captions', '--data', path('real'), '--beams', '1', '--json');
    expect(status).toBe(0);
    const report = JSON.parse(stdout);
    expect(report.author).toMatch(/^embedded@[0-9a-f]+, 1 beams$/);
    expect(report.statistics.captions).toBe(2);
    expect(report.statistics.meanLength).toBeGreaterThan(2);
    expect(report.millisecondsPerPhoto).toBeGreaterThan(0);
  });

  it('names the photo that fails', async () => {
    await rm(path('real/flickr8k/coffee.jpg'));
    const { status, stdout, stderr } = await evaluate('captions', '--data', path('real'));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`evaluate: ${path('real/flickr8k/coffee.jpg')}: `);
  });

  it('names a model folder that is not there', async () => {
    const { status, stderr } = await evaluate('captions', '--data', path('real'), '--model', path('none'));
    expect(status).toBe(1);
    expect(stderr).toContain(`evaluate: ${path('none')}: no such file or folder`);
  });

  it('ends with status 130 when it is interrupted', async () => {
    const { status, stderr } = await evaluateUntil(AbortSignal.abort(), 'captions', '--data', path('real'));
    expect({ status, stderr }).toEqual({ status: 130, stderr: 'evaluate: interrupted\n' });
  });
});

describe('evaluate layers', () => {
  const goldens = join(repositoryRoot, 'tools', 'evaluate', 'goldens');

  it('prints a line for every layer, and ends with status 0 where all agree', async () => {
    const { status, stdout } = await evaluate('layers', '--goldens', goldens);
    expect(stdout).toMatch(/^layer +values +largest +difference +agrees\nvision\.stem +\d+ .* yes\n/);
    expect(stdout).toMatch(/\nanswers\.logits .* yes\n$/);
    expect(status).toBe(0);
  });

  it('ends with status 1 where a layer does not agree', async () => {
    await cp(goldens, path('wrong'), { recursive: true });
    const file = await openSafetensors(join(goldens, 'goldens.safetensors'));
    const tensors = Object.fromEntries(
      await Promise.all(file.names().map(async (name) => [name, await file.read(name)])),
    );
    tensors.states.data[7] += 1;
    await writeSafetensors(path('wrong/goldens.safetensors'), tensors, { metadata: Object.fromEntries(file.metadata) });
    const { status, stdout } = await evaluate('layers', '--goldens', path('wrong'), '--json');
    expect(status).toBe(1);
    const wrong = JSON.parse(stdout).layers.filter(({ agrees }: { agrees: boolean }) => !agrees);
    expect(wrong).toMatchObject([{ name: 'states', largestDifference: expect.closeTo(1, 2) }]);
  });

  it('names goldens that are not there, or that are none', async () => {
    expect((await evaluate('layers', '--goldens', path('nowhere'))).stderr).toContain(
      'goldens.safetensors: no such file',
    );
    await mkdir(path('odd'));
    await writeSafetensors(path('odd/goldens.safetensors'), {});
    expect((await evaluate('layers', '--goldens', path('odd'))).stderr).toContain('odd/greedy.json: ');
    await writeFile(path('odd/greedy.json'), '[]');
    expect((await evaluate('layers', '--goldens', path('odd'))).stderr).toContain(
      'greedy.json: expected captions by image',
    );
    await writeFile(path('odd/greedy.json'), '{}');
    expect((await evaluate('layers', '--goldens', path('odd'))).stderr).toContain('expected a revision');
  });
});

describe('evaluate captions refuses', () => {
  it.each([
    [[], 'expected captions, vqa, reading, layers or evidence, came nothing'],
    [['questions'], 'expected captions, vqa, reading, layers or evidence, came questions'],
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
