import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseReadingArguments } from './parse-reading-arguments.js';

describe('parseReadingArguments', () => {
  it('reads what is measured, and with what', () => {
    const usual = { json: false, help: false, model: 'embedded', threads: undefined };
    expect(parseReadingArguments([])).toEqual({ ...usual, rounds: 10, stored: 20_000, indexed: 100_000 });
    const argv = '--json --model m --threads 2 --rounds 3 --stored 50 --indexed 700'.split(' ');
    expect(parseReadingArguments(argv)).toEqual({
      ...{ json: true, help: false, model: resolve('m'), threads: 2 },
      ...{ rounds: 3, stored: 50, indexed: 700 },
    });
  });

  it.each([
    [['--rounds', '0'], '--rounds needs a whole number from 1'],
    [['--threads', 'two'], '--threads needs a whole number from 1'],
    [['--stored', '1e3'], '--stored needs a whole number from 1'],
    [['--quick'], "'--quick'"],
  ])('says what is wrong with %j', (argv, problem) => {
    expect(parseReadingArguments(argv)).toEqual({ problem: expect.stringContaining(problem) });
  });
});
