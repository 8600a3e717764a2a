import { captureCommand } from '@crossattn/testing';
import { describe, expect, it } from 'vitest';
import { type Program, runProgram } from './run-program.js';

let loaded: string[] = [];
const program: Program = {
  name: 'tool',
  usage: 'tool <command>',
  commands: Object.fromEntries(
    ['paint', 'print'].map((name) => [
      name,
      async () => {
        loaded.push(name);
        return async (argv, { stdout }) => {
          stdout.write(`${name} ${argv.join('|')}\n`);
          return 7;
        };
      },
    ]),
  ),
  help: () => 'all about it\n',
  version: () => '1.2.3',
};

async function call(...argv: string[]) {
  loaded = [];
  return captureCommand((...given) => runProgram(program, ...given), argv);
}

describe('runProgram', () => {
  it('hands the arguments on, and loads nothing else', async () => {
    expect(await call('print', '--help', 'x')).toEqual({ status: 7, stdout: 'print --help|x\n', stderr: '' });
    expect(loaded).toEqual(['print']);
  });

  it.each([
    [['--help'], 'all about it\n'],
    [['-h', 'print'], 'all about it\n'],
    [['--version'], '1.2.3\n'],
    [['-v'], '1.2.3\n'],
  ])('%j', async (argv, stdout) => {
    expect(await call(...argv)).toEqual({ status: 0, stdout, stderr: '' });
    expect(loaded).toEqual([]);
  });

  it.each([
    [[], 'expected paint or print, got nothing.'],
    [['pirnt'], 'expected paint or print, got "pirnt". Did you mean print?'],
    [['constructor'], 'expected paint or print, got "constructor".'],
    [['--json', 'print'], 'expected paint or print, got "--json".'],
  ])('%j is not understood', async (argv, message) => {
    const { status, stdout, stderr } = await call(...argv);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(`tool: ${message} (unknown-command)\nUsage: tool <command>\nMore: tool --help\n`);
  });
});
