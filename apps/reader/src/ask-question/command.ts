import { type Command, CommandError, type RunCommand, runCommand } from '@crossattn/command-line';
import { version } from '../version.js';
import { helpText, usage } from './help.js';
import { optionDefinitions } from './option-definitions.js';

const command: Command<typeof optionDefinitions> = {
  name: 'reader ask',
  usage,
  options: optionDefinitions,
  misunderstandings: ['empty-text', 'empty-question', 'question-too-long'],
  help: helpText,
  version,
  work: async ({ inputs, options }, streams, signal) => {
    const [question, ...others] = inputs;
    if (question === undefined || question.trim() === '') throw new CommandError('no-input', 'no question was asked.');
    if (others.length > 0) {
      throw new CommandError('invalid-option', `one question is asked, in quotes, but got ${inputs.length} arguments.`);
    }
    const { askStore } = await import('./ask-store.js');
    return askStore(question, options, streams, signal);
  },
};

/** `reader ask …`. */
export const runAsk: RunCommand = (argv, standard, interrupt) => runCommand(command, argv, standard, interrupt);
