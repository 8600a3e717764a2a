import { type Program, runProgram, type StandardStreams } from '@crossattn/command-line';
import { helpText, usage } from './help.js';
import { version } from './version.js';

const program: Program = {
  name: 'reader',
  usage,
  commands: {
    index: async () => (await import('./index-documents/command.js')).runIndex,
    ask: async () => (await import('./ask-question/command.js')).runAsk,
    read: async () => (await import('./read-batch/command.js')).runRead,
  },
  help: helpText,
  version,
};

/**
 * The whole program.
 *
 * @param argv - the arguments after the program's name
 * @param interrupt - aborts where a person stops it
 * @returns the exit status
 */
export function run(argv: readonly string[], standard: StandardStreams, interrupt: AbortSignal): Promise<number> {
  return runProgram(program, argv, standard, interrupt);
}
