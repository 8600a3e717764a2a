import type { OptionDefinitions } from '@crossattn/command-line';
import { sharedOptions } from '../options/shared-options.js';

const answering = 'How the question is answered';
const output = 'What is printed';

/** All options, in the order of the help. */
export const optionDefinitions = {
  'top-k': {
    kind: 'whole-number',
    minimum: 1,
    maximum: 100,
    value: '<n>',
    group: answering,
    description: 'the n best answers (1)',
  },
  passages: {
    kind: 'whole-number',
    minimum: 1,
    maximum: 200,
    value: '<n>',
    group: answering,
    description: 'read the n passages that come nearest to the question (20)',
  },
  json: {
    kind: 'flag',
    group: output,
    description: 'print one JSON object, and nothing else',
  },
  html: {
    kind: 'text',
    value: '<file>',
    group: output,
    description: 'write a page with each cited passage, its words marked by their weight',
  },
  store: sharedOptions.store,
  model: sharedOptions.model,
  threads: sharedOptions.threads,
  help: sharedOptions.help,
  version: sharedOptions.version,
} as const satisfies OptionDefinitions;
