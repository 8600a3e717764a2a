import type { OptionDefinitions } from '@crossattn/command-line';
import { sharedOptions } from '../options/shared-options.js';

/** All options, in the order of the help. */
export const optionDefinitions = {
  store: sharedOptions.store,
  encoding: {
    kind: 'text',
    value: '<name>',
    group: 'What is indexed',
    description: 'encoding of texts that do not tell theirs, such as windows-1251 (guessed)',
  },
  json: {
    kind: 'flag',
    group: 'What is printed',
    description: 'print one JSON object with what was done, and nothing else',
  },
  model: sharedOptions.model,
  threads: sharedOptions.threads,
  quiet: sharedOptions.quiet,
  help: sharedOptions.help,
  version: sharedOptions.version,
} as const satisfies OptionDefinitions;
