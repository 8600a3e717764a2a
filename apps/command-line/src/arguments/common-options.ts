import type { OptionDefinitions } from './option-definition.js';

const running = 'How the work is done';
const about = 'About the command';

/** Options that every command has which runs a model over photos. */
export const commonOptions = {
  model: {
    kind: 'text',
    value: '<folder>',
    group: running,
    description: 'folder with config.json, model.safetensors and tokenizer.json (the embedded model)',
  },
  'max-pixels': {
    kind: 'whole-number',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    value: '<n>',
    group: running,
    description: 'refuse photos of more pixels, width times height (100000000)',
  },
  threads: {
    kind: 'whole-number',
    minimum: 1,
    maximum: 256,
    value: '<n>',
    group: running,
    description: 'threads for the arithmetic (as many as there are cores)',
  },
  help: { kind: 'flag', short: 'h', group: about, description: 'print this help' },
  version: { kind: 'flag', short: 'v', group: about, description: 'print the version' },
} as const satisfies OptionDefinitions;
