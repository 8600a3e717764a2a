import { describe, expect, it } from 'vitest';
import { CommandError } from '../command-error.js';
import type { OptionDefinitions } from './option-definition.js';
import { parseArguments } from './parse-arguments.js';

const group = 'Options';
const definitions = {
  beams: { kind: 'whole-number', minimum: 1, maximum: 64, value: '<n>', group, description: 'search' },
  'max-tokens': { kind: 'whole-number', minimum: 1, maximum: 4096, value: '<n>', group, description: 'length' },
  seed: { kind: 'whole-number', minimum: 0, maximum: 0xffff_ffff, value: '<n>', group, description: 'draw' },
  temperature: {
    kind: 'number',
    minimum: 0,
    maximum: 100,
    aboveMinimum: true,
    value: '<x>',
    group,
    description: 'draw',
  },
  'top-p': { kind: 'number', minimum: 0, maximum: 1, aboveMinimum: true, value: '<x>', group, description: 'draw' },
  json: { kind: 'flag', group, description: 'lines' },
  help: { kind: 'flag', short: 'h', group, description: 'help' },
} as const satisfies OptionDefinitions;

const parse = (...argv: string[]) => parseArguments(argv, definitions);

function refusal(...argv: string[]): CommandError {
  try {
    parse(...argv);
  } catch (error) {
    if (error instanceof CommandError) return error;
  }
  throw new Error(`not refused: ${argv.join(' ')}`);
}

describe('parseArguments', () => {
  it('reads inputs and options in any order', () => {
    const { inputs, options } = parse('a.jpg', '--beams', '3', 'b c.jpg', '--json', '--top-p=0.9');
    expect(inputs).toEqual(['a.jpg', 'b c.jpg']);
    expect(options).toEqual({ beams: 3, json: true, 'top-p': 0.9 });
  });

  it('takes - as an input, and everything after --', () => {
    expect(parse('-', '--', '-dash.jpg', '--json').inputs).toEqual(['-', '-dash.jpg', '--json']);
  });

  it('knows -h', () => {
    expect(parse('-h').options).toEqual({ help: true });
  });

  it('names an unknown option and what may have been meant', () => {
    const error = refusal('a.jpg', '--baems', '3');
    expect(error.code).toBe('unknown-option');
    expect(error.message).toBe('there is no option --baems. Did you mean --beams?');
    expect(refusal('--max-token', '3').message).toContain('--max-tokens');
    expect(refusal('-q').message).toBe('there is no option -q.');
    expect(refusal('--constructor').code).toBe('unknown-option');
    expect(refusal('--__proto__').code).toBe('unknown-option');
  });

  it.each([
    [['--beams'], '--beams needs a value'],
    [['--beams='], '--beams needs a value'],
    [['--beams', 'three'], '--beams needs a whole number from 1 to 64, but got "three"'],
    [['--beams', '0'], 'but got "0"'],
    [['--beams', '-1'], 'but got "-1"'],
    [['--beams', '2.5'], 'but got "2.5"'],
    [['--beams', '--json'], 'but got "--json"'],
    [['--beams', '0x3'], 'but got "0x3"'],
    [['--temperature', '0'], '--temperature needs a number above 0'],
    [['--top-p', '1.1'], 'above 0 and up to 1'],
    [['--top-p', 'NaN'], 'but got "NaN"'],
    [['--seed', '99999999999999999999'], 'but got "99999999999999999999"'],
    [['--json=yes'], '--json takes no value'],
    [['--beams', '2', '--beams', '3'], '--beams was given twice'],
  ])('refuses %j', (argv, message) => {
    const error = refusal('a.jpg', ...argv);
    expect(error.code).toBe('invalid-option');
    expect(error.message).toContain(message);
  });
});
