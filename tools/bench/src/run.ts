import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchCaptions } from './captions/bench-captions.js';
import { findBenchPhotos } from './captions/find-bench-photos.js';
import { describeMachine } from './machine.js';
import { runOp } from './op/run-op.js';
import { parseArguments, usage } from './parse-arguments.js';
import { runQuestions } from './questions/run-questions.js';
import { runReading } from './reading/run-reading.js';
import { formatTable } from './table.js';

const root = resolve(fileURLToPath(import.meta.url), '..', '..', '..', '..');

/** Where the benchmark prints. */
export interface Outputs {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/**
 * The whole command.
 *
 * @returns the exit status: 0, or 2 where it was not understood
 */
export async function run(argv: readonly string[], { stdout, stderr }: Outputs): Promise<number> {
  if (argv[0] === 'op') return runOp(argv.slice(1), { stdout, stderr });
  if (argv[0] === 'vqa') return runQuestions(argv.slice(1), { stdout, stderr }, root);
  if (argv[0] === 'reading') return runReading(argv.slice(1), { stdout, stderr }, root);
  const command = parseArguments(argv);
  if ('problem' in command) {
    stderr.write(`bench: ${command.problem}\n${usage}`);
    return 2;
  }
  if (command.help) {
    stdout.write(usage);
    return 0;
  }
  const machine = describeMachine();
  const photos = await findBenchPhotos(command.photos, root);
  const measurements = await benchCaptions({ photos, model: command.model, starts: command.starts }, root);
  stdout.write(command.json ? `${JSON.stringify({ machine, measurements })}\n` : formatTable(machine, measurements));
  return 0;
}
