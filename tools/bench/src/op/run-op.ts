import { describeMachine } from '../machine.js';
import { formatTable } from '../table.js';
import { benchOp } from './bench-op.js';
import { opUsage, parseOpArguments } from './parse-op-arguments.js';

/**
 * The command `bench op`.
 *
 * @returns the exit status: 0, or 2 where it was not understood
 */
export async function runOp(
  argv: readonly string[],
  { stdout, stderr }: { readonly stdout: NodeJS.WritableStream; readonly stderr: NodeJS.WritableStream },
): Promise<number> {
  const command = parseOpArguments(argv);
  if ('problem' in command) {
    stderr.write(`bench op: ${command.problem}\n${opUsage}`);
    return 2;
  }
  if (command.help) {
    stdout.write(opUsage);
    return 0;
  }
  const machine = describeMachine();
  const measurements = await benchOp(command);
  stdout.write(command.json ? `${JSON.stringify({ machine, measurements })}\n` : formatTable(machine, measurements));
  return 0;
}
