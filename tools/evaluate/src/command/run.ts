import { EvaluateError } from '../evaluate-error.js';
import { evaluateCaptions } from './captions.js';
import { evaluateEvidence } from './evidence.js';
import { help } from './help.js';
import { evaluateLayers } from './layers.js';
import { exitStatus, type Output } from './output.js';
import { parseArguments } from './parse-arguments.js';
import { evaluateReading } from './reading.js';
import { evaluateVqa } from './vqa.js';

/**
 * The whole command.
 *
 * @param argv - the arguments after the command's name.
 * @param signal - aborts where a person stops the command.
 * @returns the exit status.
 */
export async function run(argv: readonly string[], output: Output, signal: AbortSignal): Promise<number> {
  try {
    const command = parseArguments(argv);
    if (command.name === 'captions') return await evaluateCaptions(command, output, signal);
    if (command.name === 'layers') return await evaluateLayers(command, output, signal);
    if (command.name === 'evidence') return await evaluateEvidence(command, output, signal);
    if (command.name === 'vqa') return await evaluateVqa(command, output, signal);
    if (command.name === 'reading') return await evaluateReading(command, output, signal);
    output.stdout(help);
    return exitStatus.done;
  } catch (error) {
    if (signal.aborted) {
      output.stderr('evaluate: interrupted\n');
      return exitStatus.interrupted;
    }
    output.stderr(`evaluate: ${error instanceof Error ? error.message : String(error)}\n`);
    if (!(error instanceof EvaluateError) || error.code !== 'misunderstood') return exitStatus.failed;
    output.stderr('More: evaluate --help\n');
    return exitStatus.misunderstood;
  }
}
