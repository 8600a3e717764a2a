import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCollection } from './read-collection.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossattn-reading-'));
});
afterAll(() => rm(folder, { recursive: true }));

const lines = (...values: object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
const passage = { id: 'p1', title: 'Faces', text: '😀 smiles at 😀 Ann', source: 's' };
const question = {
  id: 'q1',
  question: 'At whom?',
  answers: [{ text: 'Ann', start: 14 }],
  passage_id: 'p1',
  source: 's',
};

beforeEach(async () => {
  await write('passages.jsonl.gz', gzipSync(lines(passage)));
  await write('val.jsonl', lines(question));
  await write('unanswerable_val.jsonl', lines({ ...question, id: 'q2', answers: [] }));
});

describe('readCollection', () => {
  it('turns code points into UTF-16 offsets', async () => {
    const { passages, answerable, unanswerable } = await readCollection(folder);
    expect(passages).toEqual([passage]);
    expect(answerable).toEqual([
      { id: 'q1', question: 'At whom?', answers: [{ text: 'Ann', start: 16 }], passage, source: 's' },
    ]);
    expect(unanswerable[0]).toMatchObject({ id: 'q2', answers: [], passage });
  });

  it.each([
    [
      { ...question, answers: [{ text: 'Ann', start: 16 }] },
      'val.jsonl:1: expected "Ann" at character 16 of passage p1',
    ],
    [{ ...question, passage_id: 'p2' }, 'val.jsonl:1: passage_id: no passage p2'],
    [{ ...question, answers: ['Ann'] }, 'val.jsonl:1: answers: expected {"text","start"}, came "Ann"'],
    [{ ...question, question: 7 }, 'val.jsonl:1: question: expected a text, came 7'],
    [{ ...question, answers: 'Ann' }, 'val.jsonl:1: answers: expected a list'],
  ])('refuses %j', async (line, message) => {
    await write('val.jsonl', lines(line));
    await expect(readCollection(folder)).rejects.toMatchObject({
      code: 'invalid-data',
      message: expect.stringContaining(message),
    });
  });

  it('says that passages are no gzip, or not there', async () => {
    await write('passages.jsonl.gz', lines(passage));
    await expect(readCollection(folder)).rejects.toMatchObject({ code: 'invalid-data' });
    await expect(readCollection(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'not-found' });
  });
});
