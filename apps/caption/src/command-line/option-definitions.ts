import { commonOptions, type OptionDefinitions } from '@crossattn/command-line';

const writing = 'How captions are written';
const output = 'What is printed';

/** All options, in the order of the help. */
export const optionDefinitions = {
  beams: {
    kind: 'whole-number',
    minimum: 1,
    maximum: 64,
    value: '<n>',
    group: writing,
    description: 'captions kept in parallel while searching; 1 is greedy (as the model says)',
  },
  candidates: {
    kind: 'whole-number',
    minimum: 1,
    maximum: 64,
    value: '<n>',
    group: writing,
    description: 'the n best captions of each photo with their scores; n is at most the number of beams (1)',
  },
  'max-tokens': {
    kind: 'whole-number',
    minimum: 1,
    maximum: 4096,
    value: '<n>',
    group: writing,
    description: 'longest caption, in tokens (as the model says)',
  },
  seed: {
    kind: 'whole-number',
    minimum: 0,
    maximum: 0xffff_ffff,
    value: '<n>',
    group: writing,
    description: 'draw words at random; the same seed draws the same ones',
  },
  temperature: {
    kind: 'number',
    minimum: 0,
    maximum: 100,
    aboveMinimum: true,
    value: '<x>',
    group: writing,
    description: 'draw words at random; below 1 bolder words become rarer (1)',
  },
  'top-k': {
    kind: 'whole-number',
    minimum: 1,
    maximum: 1_000_000,
    value: '<n>',
    group: writing,
    description: 'draw among the n likeliest words only',
  },
  'top-p': {
    kind: 'number',
    minimum: 0,
    maximum: 1,
    aboveMinimum: true,
    value: '<x>',
    group: writing,
    description: 'draw among the likeliest words that together have this probability',
  },
  stream: { kind: 'flag', group: output, description: 'print each word as soon as it is written (greedy or drawn)' },
  json: { kind: 'flag', group: output, description: 'print one JSON object a line for each photo, and nothing else' },
  attention: {
    kind: 'text',
    value: '<folder>',
    group: output,
    description: 'write what each word looked at into a folder: a picture and a page for each photo',
  },
  model: commonOptions.model,
  batch: {
    kind: 'whole-number',
    minimum: 1,
    maximum: 256,
    value: '<n>',
    group: commonOptions.model.group,
    description: 'photos that run through the model together (8; with --stream 1)',
  },
  'max-pixels': commonOptions['max-pixels'],
  threads: commonOptions.threads,
  help: commonOptions.help,
  version: commonOptions.version,
} as const satisfies OptionDefinitions;
