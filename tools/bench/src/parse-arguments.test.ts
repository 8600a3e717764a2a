import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArguments } from './parse-arguments.js';

describe('parseArguments', () => {
  it('reads what is measured, and with what', () => {
    expect(parseArguments(['captions'])).toEqual({
      json: false,
      help: false,
      photos: undefined,
      model: 'embedded',
      starts: 10,
    });
    expect(parseArguments('captions --json --photos p --model m --starts 3'.split(' '))).toEqual({
      json: true,
      help: false,
      photos: resolve('p'),
      model: resolve('m'),
      starts: 3,
    });
  });

  it.each([
    [[], 'expected what to measure'],
    [['answers'], 'expected what to measure'],
    [['captions', '--starts', '0'], '--starts needs a whole number from 1'],
    [['captions', '--quick'], "'--quick'"],
  ])('says what is wrong with %j', (argv, problem) => {
    expect(parseArguments(argv)).toEqual({ problem: expect.stringContaining(problem) });
  });
});
