import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossattn-questions-'));
  const captions = (name: string) => [`A black ${name} runs .`, `A black ${name} .`, `The ${name} is running .`];
  const lines = ['dog', 'cat'].map((name) =>
    JSON.stringify({ image: `${name}.jpg`, split: 'train', captions: captions(name) }),
  );
  await writeFile(join(folder, 'captions.jsonl'), `${lines.join('\n')}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

async function questions(...argv: string[]) {
  const texts = { stdout: '', stderr: '' };
  const status = await run(argv, {
    stdout: (text) => {
      texts.stdout += text;
    },
    stderr: (text) => {
      texts.stderr += text;
    },
  });
  return { status, ...texts };
}

describe('questions', () => {
  it('writes a line for each question, to standard output or a file', async () => {
    const { status, stdout, stderr } = await questions('--data', folder);
    expect(status).toBe(0);
    const made = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(made.length).toBeGreaterThan(3);
    expect(Object.keys(made[0])).toEqual(['image', 'split', 'question', 'answer', 'type']);
    expect(stderr).toMatch(/^\d+ questions to 2 photos: yes-no \d+, action /);
    const file = join(folder, 'questions.jsonl');
    expect(await questions('--data', folder, '--output', file)).toMatchObject({ status: 0, stdout: '' });
    expect(await readFile(file, 'utf8')).toBe(stdout);
  });

  it('says what it cannot do', async () => {
    expect(await questions()).toMatchObject({ status: 2, stderr: expect.stringContaining('expected --data <folder>') });
    expect(await questions('--sed', '1')).toMatchObject({ status: 2, stderr: expect.stringContaining("'--sed'") });
    expect(await questions('--data', folder, '--seed', 'x')).toMatchObject({ status: 2 });
    expect(await questions('--data', join(folder, 'no'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('cannot be read: ENOENT'),
    });
    expect(await questions('--data', folder, '--split', 'val')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('expected photos with captions of split val, found none'),
    });
    expect(await questions('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--seed <n>') });
  });

  it.each([
    ['{"image":', ':1: expected JSON, came '],
    ['7', ':1: expected an object, came 7'],
    ['{"image":"a","split":"train"}', ':1: expected {"image","split","captions"[,"questions"]}'],
    ['{"image":"a","split":"train","captions":[],"questions":[1]}', ':1: questions: expected texts'],
  ])('names the line of captions.jsonl that is wrong: %j', async (text, message) => {
    const broken = await mkdtemp(join(folder, 'broken-'));
    await writeFile(join(broken, 'captions.jsonl'), text);
    const { status, stderr } = await questions('--data', broken);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });
});
