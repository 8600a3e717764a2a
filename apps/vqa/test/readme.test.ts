import { readFileSync } from 'node:fs';
import { flawsOfHelp, optionsDefined, optionsListed, repositoryRoot, shapeOf } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { helpText } from '../src/command-line/help.js';
import { optionDefinitions } from '../src/command-line/option-definitions.js';
import { jsonLines, runCommand } from './run-command.js';
import { testedModel } from './tested-model.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('the README', { timeout: 180_000 }, () => {
  const before = process.cwd();
  beforeAll(() => process.chdir(repositoryRoot));
  afterAll(() => process.chdir(before));

  it('lists the options of the command', () => {
    expect(optionsListed(readme)).toEqual(optionsDefined(optionDefinitions));
  });

  it('shows an example that gives what it says', async () => {
    const [, command = '', printed = ''] = /```sh\n(vqa .*--json)\n```\n\n```json\n(.*?)```/s.exec(readme) ?? [];
    const words = [...command.matchAll(/"([^"]*)"|\S+/g)].map(([whole, quoted]) => quoted ?? whole);
    const { stdout, status } = await runCommand([...words.slice(1), '--model', testedModel]);
    const results = jsonLines(stdout);
    const shown = jsonLines(printed);
    expect(status).toBe(1);
    expect(results.map(shapeOf)).toEqual(shown.map(shapeOf));
    expect(results[1]).toEqual(shown[1]);
    const [told, claimed] = [results, shown].map(([first]) => first?.answers?.[0]);
    expect(told?.answer).toBe(claimed?.answer);
    expect(told?.score).toBeCloseTo(claimed?.score ?? Number.NaN, 1);
    expect([results[0]?.image, results[0]?.question]).toEqual([shown[0]?.image, shown[0]?.question]);
  });
});

describe('the help', () => {
  it('names every option and every exit status, and fits a terminal of 120 columns', () => {
    expect(flawsOfHelp(helpText(), optionDefinitions)).toEqual([]);
  });
});
