import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flawsOfHelp, optionsDefined, optionsListed, repositoryRoot, shapeOf } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as ask from '../src/ask-question/help.js';
import { optionDefinitions as askOptions } from '../src/ask-question/option-definitions.js';
import * as index from '../src/index-documents/help.js';
import { optionDefinitions as indexOptions } from '../src/index-documents/option-definitions.js';
import * as read from '../src/read-batch/help.js';
import { optionDefinitions as readOptions } from '../src/read-batch/option-definitions.js';
import { runCommand } from './run-command.js';
import { testedModel } from './tested-model.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'reader-readme-'));
const commands = [
  { name: 'index', help: index.helpText(), options: indexOptions },
  { name: 'ask', help: ask.helpText(), options: askOptions },
  { name: 'read', help: read.helpText(), options: readOptions },
];

describe('the README', { timeout: 180_000 }, () => {
  const before = process.cwd();
  beforeAll(() => process.chdir(repositoryRoot));
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  it.each(commands)('lists the options of $name', ({ name, options }) => {
    const [, section = ''] = readme.split(`## reader ${name}\n`);
    const table = section.split('\n## ')[0] ?? '';
    expect(optionsListed(table)).toEqual(optionsDefined(options));
  });

  it('shows the answer that the sample documents give', async () => {
    const store = ['--store', join(folder, 'store')];
    const model = ['--model', testedModel];
    expect((await runCommand(['index', 'samples/documents', ...store, ...model])).status).toBe(0);
    const question = 'Who designed the lighthouse?';
    const { stdout } = await runCommand(['ask', question, ...store, ...model]);
    const [, shown = ''] = /```text\n([^\n]+ \(0\.\d{3}\)\n.*?)```/s.exec(readme) ?? [];
    expect(withoutScore(shown).length).toBeGreaterThan(100);
    expect(withoutScore(stdout)).toBe(withoutScore(shown));
    const json = await runCommand(['ask', question, '--json', '--passages', '1', ...store, ...model]);
    const [, printed = ''] = /```json\n(\{"question".*?)```/s.exec(readme) ?? [];
    const [result, claimed] = [json.stdout, printed].map((text) => JSON.parse(text));
    expect(shapeOf(result)).toEqual(shapeOf(claimed));
    const all = await runCommand(['ask', question, '--json', ...store, ...model]);
    expectShownNumbers(JSON.parse(all.stdout).answers[0], claimed.answers[0]);
  });

  it('shows a batch that gives what it says', async () => {
    const [, line = '', command = '', printed = ''] =
      /echo '(.*?)' \| reader (read [^\n]*).*?```json\n(.*?)```/s.exec(readme) ?? [];
    const { stdout, status } = await runCommand([...command.split(' '), '--model', testedModel], {
      stdin: line,
    });
    expect(status).toBe(0);
    const [result, shown] = [stdout, printed].map((text) => JSON.parse(text));
    expect(shapeOf(result)).toEqual(shapeOf(shown));
    expectShownNumbers(result.answers[0], shown.answers[0]);
    const place = ({ answers: [best], ...rest }: typeof result) => ({
      ...rest,
      answer: best.answer,
      places: best.citations.map(({ passage, start, end }: { passage: number; start: number; end: number }) => [
        passage,
        start,
        end,
      ]),
    });
    expect(place(result)).toEqual(place(shown));
  });
});

describe('the help', () => {
  it.each(commands)('of $name names every option and every exit status, and fits a terminal', ({ help, options }) => {
    expect(flawsOfHelp(help, options)).toEqual([]);
  });

  it('is there without a command, and for each', async () => {
    expect((await runCommand(['--help'])).stdout).toContain('reader index');
    for (const { name, help } of commands) {
      expect(await runCommand([name, '--help'])).toEqual({ status: 0, stdout: help, stderr: '' });
    }
    expect((await runCommand(['aks', 'who?'])).stderr).toContain('Did you mean ask?');
  });
});

interface ShownAnswer {
  readonly score: number;
  readonly citations: readonly { readonly weight: number }[];
}

/** Score and weight are about what the README shows: integer products differ a little from one kind of processor to another. */
function expectShownNumbers(told: ShownAnswer, shown: ShownAnswer): void {
  expect(told.score).toBeCloseTo(shown.score, 1);
  expect(told.citations[0]?.weight).toBeCloseTo(shown.citations[0]?.weight ?? Number.NaN, 1);
}

/** What is printed, with any score: weights may change, the sample documents do not. */
function withoutScore(text: string): string {
  return text.replace(/\(0\.\d+\)/g, '(score)');
}
