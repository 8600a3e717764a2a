import { type Command, CommandError, type RunCommand, runCommand } from '@crossattn/command-line';
import { version } from '../version.js';
import { helpText, usage } from './help.js';
import { optionDefinitions } from './option-definitions.js';

const command: Command<typeof optionDefinitions> = {
  name: 'reader index',
  usage,
  options: optionDefinitions,
  help: helpText,
  version,
  work: async ({ inputs, options }, streams, signal) => {
    if (inputs.length === 0) throw new CommandError('no-input', 'no folder or file was named.');
    const { indexDocuments } = await import('./index-documents.js');
    return indexDocuments(inputs, options, streams, signal);
  },
};

/** `reader index …`. */
export const runIndex: RunCommand = (argv, standard, interrupt) => runCommand(command, argv, standard, interrupt);
