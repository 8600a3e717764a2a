import { CrossattnError } from '@crossattn/core';
import type { OptionDefinitions } from './arguments/option-definition.js';
import type { ParsedArguments } from './arguments/parse-arguments.js';
import { parseArguments } from './arguments/parse-arguments.js';
import { CommandError } from './command-error.js';
import { exitStatus } from './exit-status.js';
import { errorLine } from './output/describe-error.js';
import { TextOutput } from './output/text-output.js';
import type { CommandStreams, StandardStreams } from './standard-streams.js';

/** A command of the command line. */
export interface Command<Definitions extends OptionDefinitions> {
  readonly name: string;
  /** The one line that says how it is called. */
  readonly usage: string;
  readonly options: Definitions;
  /** Codes of errors that are about what was asked, besides those that all commands have. */
  readonly misunderstandings?: readonly string[];
  help(): string;
  version(): string;
  /**
   * Does what was asked.
   *
   * @param signal - aborts where a person stops the command, or nobody reads standard output any more
   * @returns the exit status
   */
  work(given: ParsedArguments<Definitions>, streams: CommandStreams, signal: AbortSignal): Promise<number>;
}

/**
 * Runs a whole command: arguments in, results and errors on the standard streams.
 *
 * @param argv - the arguments after the command's name
 * @param interrupt - aborts where a person stops the command
 * @returns the exit status
 */
export async function runCommand<Definitions extends OptionDefinitions>(
  command: Command<Definitions>,
  argv: readonly string[],
  standard: StandardStreams,
  interrupt: AbortSignal,
): Promise<number> {
  const output = new TextOutput(standard.stdout);
  const errors = new TextOutput(standard.stderr);
  const signal = AbortSignal.any([interrupt, output.closed]);
  try {
    const given = parseArguments(argv, command.options);
    if ('help' in given.options || 'version' in given.options) {
      await output.write('help' in given.options ? command.help() : `${command.version()}\n`);
      return exitStatus.done;
    }
    return await command.work(given, { ...standard, output, errors }, signal);
  } catch (error) {
    if (output.readerLeft) return exitStatus.done;
    if (interrupt.aborted) {
      await errors.write(`\n${command.name}: interrupted\n`);
      return exitStatus.interrupted;
    }
    await errors.write(errorLine(command.name, output.closed.aborted ? output.closed.reason : error));
    if (!isMisunderstanding(error, command.misunderstandings)) return exitStatus.failed;
    await errors.write(`Usage: ${command.usage}\nMore: ${command.name} --help\n`);
    return exitStatus.misunderstood;
  }
}

/** Codes of errors below the command that are about what was asked, not about a photo or a model. */
const optionCodes = ['invalid-option', 'conflicting-options', 'too-long'];

function isMisunderstanding(error: unknown, codes: readonly string[] = []): boolean {
  if (error instanceof CommandError) return true;
  return error instanceof CrossattnError && [...optionCodes, ...codes].includes(error.code);
}
