import { nearMatches } from './arguments/near-matches.js';
import { CommandError } from './command-error.js';
import { exitStatus } from './exit-status.js';
import { errorLine } from './output/describe-error.js';
import { TextOutput } from './output/text-output.js';
import type { StandardStreams } from './standard-streams.js';

/** A whole command as a function: arguments, streams and an interruption in, the exit status out. */
export type RunCommand = (
  argv: readonly string[],
  standard: StandardStreams,
  interrupt: AbortSignal,
) => Promise<number>;

/** A program of several commands: `reader index`, `reader ask`. */
export interface Program {
  readonly name: string;
  /** The one line that says how it is called. */
  readonly usage: string;
  /** By name; each is loaded when it is called, so that none waits for what the others need. */
  readonly commands: Readonly<Record<string, () => Promise<RunCommand>>>;
  help(): string;
  version(): string;
}

/**
 * Runs the command that the first argument names, with the arguments after it.
 *
 * @param argv - the arguments after the program's name
 * @param interrupt - aborts where a person stops the command
 * @returns the exit status
 */
export async function runProgram(
  program: Program,
  argv: readonly string[],
  standard: StandardStreams,
  interrupt: AbortSignal,
): Promise<number> {
  const [name, ...own] = argv;
  if (name !== undefined && Object.hasOwn(program.commands, name)) {
    const run = await (program.commands[name] as () => Promise<RunCommand>)();
    return run(own, standard, interrupt);
  }
  if (name === '--help' || name === '-h' || name === '--version' || name === '-v') {
    const text = name === '--help' || name === '-h' ? program.help() : `${program.version()}\n`;
    await new TextOutput(standard.stdout).write(text);
    return exitStatus.done;
  }
  const errors = new TextOutput(standard.stderr);
  await errors.write(errorLine(program.name, unknownCommand(name, Object.keys(program.commands))));
  await errors.write(`Usage: ${program.usage}\nMore: ${program.name} --help\n`);
  return exitStatus.misunderstood;
}

function unknownCommand(name: string | undefined, known: readonly string[]): CommandError {
  const listed = `${known.slice(0, -1).join(', ')} or ${known.at(-1)}`;
  if (name === undefined) return new CommandError('unknown-command', `expected ${listed}, got nothing.`);
  const near = nearMatches(name, known);
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  return new CommandError('unknown-command', `expected ${listed}, got "${name}".${meant}`);
}
