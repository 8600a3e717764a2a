import { CommandError, parseArguments } from '@crossattn/command-line';
import { describe, expect, it } from 'vitest';
import { commandOptions } from './command-options.js';
import { optionDefinitions } from './option-definitions.js';

const optionsOf = (...argv: string[]) => commandOptions(parseArguments(argv, optionDefinitions).options);

describe('commandOptions', () => {
  it('leaves what was not given to the model', () => {
    expect(optionsOf()).toEqual({ model: 'embedded', batch: 8, output: 'text', writing: {} });
  });

  it('hands every option on', () => {
    expect(
      optionsOf(
        ...'--model m --beams 4 --candidates 2 --max-tokens 12 --batch 3 --threads 1 --max-pixels 5 --json'.split(' '),
      ),
    ).toEqual({
      model: 'm',
      batch: 3,
      threads: 1,
      maxPixels: 5,
      output: 'json',
      writing: { beams: 4, candidates: 2, maxTokens: 12 },
    });
  });

  it('draws at random where one of the options of drawing is given', () => {
    expect(optionsOf('--seed', '7').writing).toEqual({ sampling: { seed: 7 } });
    expect(optionsOf(...'--temperature 0.5 --top-k 9 --top-p 0.9'.split(' ')).writing).toEqual({
      sampling: { temperature: 0.5, topK: 9, topP: 0.9 },
    });
    expect(optionsOf(...'--seed 7 --candidates 3 --beams 1'.split(' ')).writing).toMatchObject({ candidates: 3 });
  });

  it.each([
    '--stream --json',
    '--stream --beams 2',
    '--stream --candidates 2',
    '--stream --batch 2',
    '--seed 1 --beams 2',
    '--top-k 5 --beams 2',
    '--candidates 3 --beams 2',
  ])('refuses %s', (line) => {
    expect(() => optionsOf(...line.split(' '))).toThrow(CommandError);
    expect(() => optionsOf(...line.split(' '))).toThrow(/choose one/);
  });
});
