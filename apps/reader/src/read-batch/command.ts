import { type Command, CommandError, openLines, type RunCommand, runCommand } from '@crossattn/command-line';
import { version } from '../version.js';
import { helpText, usage } from './help.js';
import { optionDefinitions } from './option-definitions.js';

const command: Command<typeof optionDefinitions> = {
  name: 'reader read',
  usage,
  options: optionDefinitions,
  help: helpText,
  version,
  work: async ({ inputs: [input], options }, streams, signal) => {
    const { batch } = options;
    if (batch === undefined) throw new CommandError('no-input', 'no --batch <file.jsonl> was named.');
    if (input !== undefined) {
      throw new CommandError('option-conflict', `--batch names the file with questions, but "${input}" was given too.`);
    }
    const stream = await openLines(batch, streams.stdin);
    const { readBatch } = await import('./read-batch.js');
    return readBatch(stream, options, streams, signal);
  },
};

/** `reader read …`. */
export const runRead: RunCommand = (argv, standard, interrupt) => runCommand(command, argv, standard, interrupt);
