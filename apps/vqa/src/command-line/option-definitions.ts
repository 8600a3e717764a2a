import { commonOptions, type OptionDefinitions } from '@crossattn/command-line';

const asking = 'What is asked';
const answering = 'How questions are answered';
const output = 'What is printed';

/** All options, in the order of the help. */
export const optionDefinitions = {
  batch: {
    kind: 'text',
    value: '<file.jsonl>',
    group: asking,
    description: 'answer lines of {"image","question"}, one JSON object a line; - reads standard input',
  },
  memory: {
    kind: 'text',
    value: '<file>',
    group: asking,
    description: 'ask the photos of a memory file, which are not encoded again',
  },
  'save-memory': {
    kind: 'text',
    value: '<file>',
    group: asking,
    description: 'encode the photos into a memory file and ask nothing',
  },
  'top-k': {
    kind: 'whole-number',
    minimum: 1,
    maximum: 64,
    value: '<n>',
    group: answering,
    description: 'the n best answers to each question with their scores (1)',
  },
  candidates: {
    kind: 'text',
    value: '<a,b,c>',
    group: answering,
    description: 'choose among these answers; scores are shares of them',
  },
  beams: {
    kind: 'whole-number',
    minimum: 1,
    maximum: 64,
    value: '<n>',
    group: answering,
    description: 'answers kept in parallel while searching; 1 is greedy (as the model says)',
  },
  'max-tokens': {
    kind: 'whole-number',
    minimum: 1,
    maximum: 4096,
    value: '<n>',
    group: answering,
    description: 'longest answer, in tokens (as the model says)',
  },
  json: {
    kind: 'flag',
    group: output,
    description: 'print one JSON object a line for each question, and nothing else',
  },
  attention: {
    kind: 'text',
    value: '<folder>',
    group: output,
    description: 'write what each answer looked at into a folder: pages and pictures',
  },
  model: commonOptions.model,
  'max-pixels': commonOptions['max-pixels'],
  threads: commonOptions.threads,
  help: commonOptions.help,
  version: commonOptions.version,
} as const satisfies OptionDefinitions;
