import type { OptionDefinitions } from '@crossattn/command-line';
import { sharedOptions } from '../options/shared-options.js';

const reading = 'What is read';

/** All options, in the order of the help. */
export const optionDefinitions = {
  batch: {
    kind: 'text',
    value: '<file.jsonl>',
    group: reading,
    description: 'answer lines of {"id","question","passages"}; - reads standard input',
  },
  'top-k': {
    kind: 'whole-number',
    minimum: 1,
    maximum: 100,
    value: '<n>',
    group: reading,
    description: 'the n best answers to each question (5)',
  },
  json: {
    kind: 'flag',
    group: reading,
    description: 'print one JSON object a line, as --batch always does',
  },
  model: sharedOptions.model,
  threads: sharedOptions.threads,
  quiet: sharedOptions.quiet,
  help: sharedOptions.help,
  version: sharedOptions.version,
} as const satisfies OptionDefinitions;
