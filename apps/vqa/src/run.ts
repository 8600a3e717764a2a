import { type Command, runCommand, type StandardStreams, versionIn } from '@crossattn/command-line';
import { commandOptions } from './command-line/command-options.js';
import { helpText, usage } from './command-line/help.js';
import { optionDefinitions } from './command-line/option-definitions.js';
import { work } from './work.js';

const command: Command<typeof optionDefinitions> = {
  name: 'vqa',
  usage,
  options: optionDefinitions,
  misunderstandings: ['empty-candidates', 'invalid-candidate', 'unknown-word'],
  help: helpText,
  version: () => versionIn(new URL('../package.json', import.meta.url)),
  work: ({ inputs, options }, streams, signal) => work(commandOptions(inputs, options), streams, signal),
};

/**
 * The whole command.
 *
 * @param argv - the arguments after the command's name
 * @param interrupt - aborts where a person stops the command
 * @returns the exit status
 */
export function run(argv: readonly string[], standard: StandardStreams, interrupt: AbortSignal): Promise<number> {
  return runCommand(command, argv, standard, interrupt);
}
