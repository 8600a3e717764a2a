import { readFileSync } from 'node:fs';
import { repositoryRoot, shapeOf } from '@crossattn/testing';
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
    const rows = [...readme.matchAll(/^\| `--([a-z-]+)(?: (<\w+>))?` \| (.*) \|$/gm)];
    const listed = rows.map(([, name, value, description]) => [name, value, description]);
    const defined = Object.entries(optionDefinitions).map(([name, definition]) => [
      name,
      'value' in definition ? definition.value : undefined,
      definition.description,
    ]);
    expect(listed).toEqual(defined);
    expect(helpText()).toContain(listed[0]?.[2]);
  });

  it('shows an example that gives what it says', async () => {
    const [, command = '', printed = ''] = /```sh\n(caption .*)\n```\n\n```json\n(.*?)```/s.exec(readme) ?? [];
    const { stdout, status } = await runCommand(command.split(' ').slice(1));
    const results = jsonLines(stdout);
    const shown = jsonLines(printed);
    expect(status).toBe(1);
    expect(results.map(shapeOf)).toEqual(shown.map(shapeOf));
    expect(results[1]).toEqual(shown[1]);
    expect(results[0]?.image).toBe(shown[0]?.image);
  });
});
