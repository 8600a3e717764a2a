import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePhoto, writeTinyModel } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run.js';

let folder: string;
const path = (name: string) => join(folder, name);
const lines = (...values: object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

const dogs = ['A black dog runs .', 'The black dog is running .', 'A dog runs .', 'A dog running .', 'A black dog .'];
const cats = ['A white cat sleeps .', 'The white cat is sleeping .', 'A cat sleeps .', 'A cat .', 'A white cat .'];

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'crossattn-evaluate-vqa-')));
  await mkdir(path('coco'));
  await copyFile(samplePhoto('cat.jpg'), path('coco/1.jpg'));
  await copyFile(samplePhoto('coffee.jpg'), path('coco/2.jpg'));
  const asked = (answer: string) => [{ question: 'What is on the table?', answers: [answer], type: 'object' }];
  await writeFile(
    path('captions.jsonl'),
    lines(
      { image: 'coco/1.jpg', split: 'val', source: 'coco', captions: cats, questions: asked('cat') },
      { image: 'coco/2.jpg', split: 'val', source: 'coco', captions: dogs, questions: asked('cup') },
      { image: 'coco/3.jpg', split: 'train', source: 'coco', captions: dogs, questions: asked('cup') },
      { image: 'daquar/image4.jpg', split: 'train', source: 'daquar', captions: [], questions: [] },
    ),
  );
});
afterAll(() => rm(folder, { recursive: true }));

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
  const status = await run(['vqa', '--data', folder, ...argv], output, new AbortController().signal);
  return { status, stdout, stderr };
}

describe('evaluate vqa', () => {
  it('asks a model with its photos and without, and measures how far another photo moves it', async () => {
    const model = writeTinyModel(path('model'));
    const { status, stdout, stderr } = await evaluate('--model', model, '--save', path('saved.jsonl'), '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const report = JSON.parse(stdout);
    expect(report.author).toContain('@tiny-1, beams as the model says');
    expect(report.groups[0]).toMatchObject({ source: 'coco-qa', type: 'object', questions: 2, photos: 2 });
    expect(report.groups[0].majority.value).toBe(0.5);
    expect(report.groups[0].blind.value).toBeLessThanOrEqual(0.5);
    expect(report.sensitivity).toMatchObject({ above: 0.1 });
    expect(report.sensitivity.questions).toBeGreaterThan(0);
    expect(report.sensitivity.median).toBeGreaterThan(0);
    const [first, second] = (await readFile(path('saved.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ image: 'coco/1.jpg', question: 'What is on the table?', expected: ['cat'] });
    expect(first.answer).not.toBe('');
    // Without its photo the same question has the same answer, whatever the photo was.
    expect(second.blind).toBe(first.blind);
  });

  it('scores ready answers, those of vqa --batch too, beside a model that was trained blind', async () => {
    const question = 'What is on the table?';
    await writeFile(
      path('answers.jsonl'),
      lines(
        { image: 'coco/1.jpg', question, answer: 'Cat' },
        {
          image: path('coco/2.jpg'),
          question,
          answers: [
            { answer: 'cup', score: 0.5 },
            { answer: 'dog', score: 0.1 },
          ],
        },
      ),
    );
    await writeFile(
      path('blind.jsonl'),
      lines({ image: 'coco/1.jpg', question, answer: 'cup' }, { image: 'coco/2.jpg', question, answer: 'cup' }),
    );
    const { status, stdout } = await evaluate(
      ...['--source', 'coco-qa', '--predictions', path('answers.jsonl'), '--blind', path('blind.jsonl')],
    );
    expect(status).toBe(0);
    expect(stdout).toContain(`answers by ${path('answers.jsonl')}\n`);
    expect(stdout).toMatch(/^source +type .* trained blind$/m);
    expect(stdout).toMatch(/^coco-qa +object +2 +1\.000 +1\.000 to 1\.000 +1\.000 .* 0\.500 +0\.500$/m);
    expect(stdout).toContain('one annotator a question');
  });

  it.each([
    [['--source', 'vqa-v2'], 2, '--source: expected coco-qa, captions, daquar or all, came vqa-v2'],
    [['--predictions', 'p', '--beams', '2'], 2, '--beams chooses how questions are answered'],
    [['--limit', '0'], 2, '--limit: expected a whole number of at least 1, came 0'],
    [['--source', 'daquar'], 1, 'no validation questions of source daquar'],
    [['--predictions', 'nowhere.jsonl'], 1, 'nowhere.jsonl: cannot be read'],
  ])('refuses %j', async (argv, expected, message) => {
    const { status, stdout, stderr } = await evaluate(...argv);
    expect(stderr).toContain(message);
    expect({ status, stdout }).toEqual({ status: expected, stdout: '' });
  });

  it.each([
    ['{"image":"coco/1.jpg","answer":"cat"}', ':1: expected {"image","question","answer"}'],
    ['{"image":"coco/1.jpg","question":"What is on the table?","answers":[]}', ':1: expected {"image","question"'],
    [
      '{"image":"coco/1.jpg","question":"What is on the table?","answer":"cat"}',
      ': no answer to 1 of 2 questions, the first of them "What is on the table?" about coco/2.jpg',
    ],
  ])('refuses the answers %j', async (text, message) => {
    await writeFile(path('broken.jsonl'), text);
    const { status, stderr } = await evaluate('--source', 'coco-qa', '--predictions', path('broken.jsonl'));
    expect(status).toBe(1);
    expect(stderr).toContain(`${path('broken.jsonl')}${message}`);
  });
});
