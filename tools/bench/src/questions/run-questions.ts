import { join } from 'node:path';
import { describeMachine } from '../machine.js';
import { formatTable } from '../table.js';
import { benchQuestions } from './bench-questions.js';
import { parseQuestionArguments, questionUsage } from './parse-question-arguments.js';

/**
 * The command `bench vqa`.
 *
 * @param root - the root folder of the repository.
 * @returns the exit status: 0, or 2 where it was not understood
 */
export async function runQuestions(
  argv: readonly string[],
  { stdout, stderr }: { readonly stdout: NodeJS.WritableStream; readonly stderr: NodeJS.WritableStream },
  root: string,
): Promise<number> {
  const command = parseQuestionArguments(argv);
  if ('problem' in command) {
    stderr.write(`bench vqa: ${command.problem}\n${questionUsage}`);
    return 2;
  }
  if (command.help) {
    stdout.write(questionUsage);
    return 0;
  }
  const machine = describeMachine();
  const { photo = join(root, 'samples', 'astronaut.jpg'), model, rounds } = command;
  const measurements = await benchQuestions({ photo, model, rounds, counts: [1, 8, 64] });
  stdout.write(command.json ? `${JSON.stringify({ machine, measurements })}\n` : formatTable(machine, measurements));
  return 0;
}
