import { commonOptions, type OptionDefinitions } from '@crossattn/command-line';

const running = 'How the work is done';

/** Options that more than one of the commands has. */
export const sharedOptions = {
  store: {
    kind: 'text',
    value: '<folder|url>',
    group: 'Where documents are kept',
    description: 'the store: a folder, or postgres://… (DATABASE_URL, or else .reader-store)',
  },
  model: {
    kind: 'text',
    value: '<folder>',
    group: running,
    description: 'folder with config.json, reader.safetensors and encoder (the embedded model)',
  },
  threads: commonOptions.threads,
  quiet: {
    kind: 'flag',
    short: 'q',
    group: running,
    description: 'show no progress on the terminal',
  },
  help: commonOptions.help,
  version: commonOptions.version,
} as const satisfies OptionDefinitions;
