import { readFileSync } from 'node:fs';
import { flawsOfHelp, optionsDefined, optionsListed, repositoryRoot, shapeOf } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { helpText } from '../src/command-line/help.js';
import { optionDefinitions } from '../src/command-line/option-definitions.js';
import { jsonLines, runCommand } from './run-command.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('the README', { timeout: 180_000 }, () => {
  const before = process.cwd();
  beforeAll(() => process.chdir(repositoryRoot));
  afterAll(() => process.chdir(before));

  it('lists the options of the command', () => {
    expect(optionsListed(readme)).toEqual(optionsDefined(optionDefinitions));
  });

  it('shows an example that gives what it says', async () => {
    const [, command = '', printed = ''] = /```sh\n(caption .*)\n```\n\n```json\n(.*?)```/s.exec(readme) ?? [];
    const { stdout, status } = await runCommand(command.split(' ').slice(1));
    const results = jsonLines(stdout);
    const shown = jsonLines(printed);
    expect(status).toBe(1);
    expect(results.map(shapeOf)).toEqual(shown.map(shapeOf));
    expect(results[1]).toEqual(shown[1]);
    const { image, caption, model, tokens = [] } = results[0] ?? {};
    expect({ image, caption, model }).toEqual({
      image: shown[0]?.image,
      caption: shown[0]?.caption,
      model: shown[0]?.model,
    });
    for (const [index, { text, probability }] of (shown[0]?.tokens ?? []).entries()) {
      expect(tokens[index]?.text).toBe(text);
      expect(tokens[index]?.probability).toBeCloseTo(probability, 1);
    }
  });
});

describe('the help', () => {
  it('names every option and every exit status, and fits a terminal of 120 columns', () => {
    expect(flawsOfHelp(helpText(), optionDefinitions)).toEqual([]);
  });
});
