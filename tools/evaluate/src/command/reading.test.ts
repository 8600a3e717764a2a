import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskedQuestion } from '../reading/asking/asked-question.js';
import type { ReadOutcome } from '../reading/asking/read-outcome.js';
import type { ReadingPassage } from '../reading/collection/reading-collection.js';
import type { OpenReader } from './open-reader.js';
import { evaluateReading } from './reading.js';
import { parseReading, type ReadingCommand } from './reading-arguments.js';
import { run } from './run.js';

let folder: string;
const path = (name: string) => join(folder, name);
const lines = (...values: object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

const colours = ['red', 'green', 'blue', 'white'];

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'crossattn-evaluate-reading-')));
  const passages = colours.map((colour, index) => ({
    id: `p${index}`,
    title: `Thing ${index}`,
    text: `Thing ${index} is ${colour}. It is not black.`,
    source: 's',
  }));
  const question = (index: number, source: string, more: object = {}) => ({
    id: `q${index}-${source}`,
    question: `What colour is thing ${index}?`,
    answers: [{ text: colours[index], start: 11 }],
    passage_id: `p${index}`,
    source,
    ...more,
  });
  await writeFile(path('passages.jsonl.gz'), gzipSync(lines(...passages)));
  await writeFile(
    path('val.jsonl'),
    lines(...[0, 1, 2, 3].map((index) => question(index, 'squad-v1.1-dev')), question(0, 'fairy')),
  );
  const hard = [0, 1].map((index) => question(index, 'hard', { question: `How old is thing ${index}?`, answers: [] }));
  await writeFile(path('unanswerable_val.jsonl'), lines(...hard));
});
afterAll(() => rm(folder, { recursive: true }));

/** Reads the first passage that tells the colour of the thing that is asked about; is mistaken about thing 3. */
function readByRule({ question: { question }, passages }: AskedQuestion): ReadOutcome {
  const thing = /colour is (thing \d)/.exec(question)?.[1];
  const place = thing === undefined ? -1 : passages.findIndex(({ text }) => text.toLowerCase().startsWith(thing));
  const span = thing === 'thing 3' ? 'black' : (/is (\w+)/.exec(passages[Math.max(0, place)]?.text ?? '')?.[1] ?? '');
  const answer = place === -1 ? null : span;
  const index = Math.max(0, place);
  return { answer, span, score: 0.9, nowhere: answer === null ? 0.9 : 0.1, cited: index, attended: index };
}

async function openFake(_: ReadingCommand, passages: readonly ReadingPassage[]): Promise<OpenReader> {
  return {
    model: 'rule@1',
    calibration: { threshold: 0, temperature: 1 },
    ask: async (asked) => asked.map(readByRule),
    embedder: { embed: async (texts) => ({ shape: [texts.length, 1], data: texts.map(() => 1) }) },
    search: async (questions) =>
      questions.map(() => passages.map((passage, index) => ({ passage, vectorRank: index + 1 }))),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

async function evaluate(...argv: string[]) {
  let stdout = '';
  const output = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: () => undefined,
    terminal: false,
  };
  const command = parseReading(['--data', folder, ...argv]) as ReadingCommand;
  const status = await evaluateReading(command, output, new AbortController().signal, openFake);
  return { status, stdout };
}

describe('evaluate reading', () => {
  it('measures every part, SQuAD first', async () => {
    const { status, stdout } = await evaluate('--json', '--save', path('saved.jsonl'));
    const { given, declining, retrieval, ...report } = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(report).toMatchObject({ data: folder, model: 'rule@1', passages: 4, copies: 0 });
    expect(given).toMatchObject([
      { source: 'squad-v1.1-dev', questions: 4, exact: { value: 0.75 }, declined: { value: 0 } },
      { source: 'fairy', questions: 1, exact: { value: 1 } },
    ]);
    // "Thing 0 is red." has one word of four in common with "red", which has one: 2 / (1 + 4).
    expect(given[1].baselines['first sentence'].f1.value).toBeCloseTo(0.4, 12);
    expect(declining.answerable).toMatchObject({ questions: 4, declined: { value: 0 } });
    expect(declining.unanswerable).toMatchObject([
      { questions: 4, declined: { value: 1 }, precision: 1, area: 1 },
      { questions: 4, declined: { value: 1 } },
      { questions: 2, declined: { value: 1 } },
    ]);
    expect(retrieval).toMatchObject({ questions: 4, exact: { value: 0.75 }, lost: { value: 0 } });
    expect(retrieval.recall.fused.map(({ value }: { value: number }) => value)).toEqual([0.25, 1, 1, 1]);
    expect(retrieval.citations.right).toMatchObject({ questions: 3, attended: 1, foundFirst: 1 / 3 });
    const saved = (await readFile(path('saved.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(saved).toHaveLength(5 + 4 + 4 + 2 + 4);
    expect(saved[0]).toMatchObject({ id: 'q0-squad-v1.1-dev', answer: 'red', expected: ['red'], attended: 'p0' });
  });

  it('prints tables', async () => {
    const { stdout } = await evaluate();
    expect(stdout).toMatch(/^4 passages of .*\nread by rule@1$/m);
    expect(stdout).toMatch(/^squad-v1\.1-dev +4 +0\.750 +\d.* to /m);
    expect(stdout).toMatch(/^a passage of another article +4 +1\.000 +1\.000 to 1\.000 +1\.000 +1\.000$/m);
    expect(stdout).toMatch(/^by fused +0\.250 +1\.000 +1\.000 +1\.000/m);
    expect(stdout).toMatch(/^answer right +3 +1\.000 +1\.000 +0\.333 +1\.000$/m);
    expect(stdout).not.toMatch(/NaN|undefined/);
  });

  it.each([
    ['given', ['given']],
    ['declining', ['declining']],
    ['retrieval', ['retrieval']],
  ])('measures %s alone', async (part, expected) => {
    const report = JSON.parse((await evaluate('--json', '--part', part)).stdout);
    expect(Object.keys(report).filter((key) => ['given', 'declining', 'retrieval'].includes(key))).toEqual(expected);
  });

  it('chooses a calibration, and says what it would give', async () => {
    const report = JSON.parse((await evaluate('--json', '--choose', '0.08')).stdout);
    expect(report.calibration.aim).toBe(0.08);
    expect(report.calibration.chosen.temperature).toBeGreaterThan(0);
    expect(report.calibration.after.declined[0].name).toBe('their own passage');
    const { stdout } = await evaluate('--choose', '0.08');
    expect(stdout).toMatch(/^chosen +\{"threshold":[-\d.]+,"temperature":[\d.]+\}$/m);
  });

  it('asks as many as were wanted, of the source that was wanted', async () => {
    const report = JSON.parse((await evaluate('--json', '--limit', '2')).stdout);
    expect(report.given.map(({ questions }: { questions: number }) => questions)).toEqual([2, 1]);
    expect(report.retrieval.questions).toBe(2);
    const fairy = JSON.parse((await evaluate('--json', '--source', 'fairy')).stdout);
    expect(fairy.given).toHaveLength(1);
    expect(fairy.retrieval.questions).toBe(1);
  });
});

describe('the command line of evaluate reading', () => {
  const signal = new AbortController().signal;
  async function refused(...argv: string[]) {
    let stderr = '';
    const output = {
      stdout: () => undefined,
      stderr: (text: string) => {
        stderr += text;
      },
      terminal: false,
    };
    return { status: await run(['reading', ...argv], output, signal), stderr };
  }

  it.each([
    [[], 'expected --data <folder>'],
    [['--data', 'd', '--part', 'all'], '--part: expected given, declining, retrieval, came all'],
    [['--data', 'd', '--limit', '-1'], 'limit'],
    [['--data', 'd', '--choose', '8'], '--choose: expected a share between 0 and 1 such as 0.08, came 8'],
    [['--data', 'd', '--choose', '0.1', '--part', 'given'], '--choose is about declining, but --part given'],
    [['--data', 'd', '--beams', '2'], "'--beams'"],
  ])('does not understand %j', async (argv, message) => {
    const { status, stderr } = await refused(...argv);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  it('says which sources there are, and what cannot be read', async () => {
    expect(await refused('--data', folder, '--source', 'nowhere')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('it has squad-v1.1-dev, fairy'),
    });
    expect(await refused('--data', path('nowhere'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('passages.jsonl.gz: cannot be read'),
    });
    expect(await refused('--data', folder, '--model', path('nowhere'))).toMatchObject({ status: 1 });
  });

  it('takes 0 for no limit', () => {
    expect(parseReading(['--data', 'd', '--limit', '0'])).toMatchObject({ limit: Infinity });
    expect(parseReading(['--data', 'd', '--store', 's', '--threads', '2'])).toMatchObject({ store: 's', threads: 2 });
  });
});
