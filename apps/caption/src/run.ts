import type { Captioner } from '@crossattn/captioning';
import { CrossattnError } from '@crossattn/core';
import { captionPhotos } from './caption-photos.js';
import { CommandError } from './command-error.js';
import { type CommandOptions, commandOptions } from './command-line/command-options.js';
import { helpText, usage } from './command-line/help.js';
import { parseArguments } from './command-line/parse-arguments.js';
import { exitStatus } from './exit-status.js';
import { findPhotos } from './inputs/find-photos.js';
import type { PhotoSource } from './inputs/photo-source.js';
import { errorLine } from './output/describe-error.js';
import { JsonWriter } from './output/json-writer.js';
import { Progress, type ProgressStyle } from './output/progress.js';
import { TextOutput } from './output/text-output.js';
import { TextWriter } from './output/text-writer.js';
import { streamPhotos } from './stream-photos.js';
import { version } from './version.js';

/** The standard streams of the process, or what stands in for them. */
export interface StandardStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

interface Streams extends StandardStreams {
  readonly output: TextOutput;
  readonly errors: TextOutput;
}

/**
 * The whole command.
 *
 * @param argv - the arguments after the command's name
 * @param interrupt - aborts where a person stops the command
 * @returns the exit status
 */
export async function run(argv: readonly string[], standard: StandardStreams, interrupt: AbortSignal): Promise<number> {
  const output = new TextOutput(standard.stdout);
  const errors = new TextOutput(standard.stderr);
  const streams = { ...standard, output, errors };
  const signal = AbortSignal.any([interrupt, output.closed]);
  try {
    const { inputs, options } = parseArguments(argv);
    if (options.help || options.version) {
      await output.write(options.help ? helpText() : `${version()}\n`);
      return exitStatus.done;
    }
    if (inputs.length === 0) throw new CommandError('no-input', 'no photo, folder or pattern was named.');
    const command = commandOptions(options);
    return await captionAll(await findPhotos(inputs, standard.stdin), command, streams, signal);
  } catch (error) {
    if (output.readerLeft) return exitStatus.done;
    if (interrupt.aborted) {
      await errors.write('\ncaption: interrupted\n');
      return exitStatus.interrupted;
    }
    await errors.write(errorLine(output.closed.aborted ? output.closed.reason : error));
    if (!isMisunderstanding(error)) return exitStatus.failed;
    await errors.write(`Usage: ${usage}\nMore: caption --help\n`);
    return exitStatus.misunderstood;
  }
}

/** Codes of errors below the command that are about what was asked, not about a photo or a model. */
const optionCodes = ['invalid-option', 'conflicting-options', 'too-long'];

function isMisunderstanding(error: unknown): boolean {
  return error instanceof CommandError || (error instanceof CrossattnError && optionCodes.includes(error.code));
}

async function captionAll(
  sources: readonly PhotoSource[],
  options: CommandOptions,
  streams: Streams,
  signal: AbortSignal,
): Promise<number> {
  const { output, errors } = streams;
  const start = performance.now();
  let captioner: Captioner;
  try {
    const { createCaptioner } = await import('@crossattn/captioning');
    captioner = await createCaptioner({
      model: options.model,
      ...(options.threads !== undefined && { threads: options.threads }),
    });
  } catch (error) {
    if (options.output === 'json') await failAll(sources, new JsonWriter(output, undefined, false), error);
    throw error;
  }
  await using _ = captioner;
  const load = performance.now() - start;
  const named = sources.length > 1;
  const progress = new Progress(errors, sources.length, progressStyle(streams));
  const work = { captioner, options, signal, progress };
  const candidates = (options.writing.candidates ?? 1) > 1;
  const writer =
    options.output === 'json'
      ? new JsonWriter(output, { model: captioner.model, device: captioner.device, load }, candidates)
      : new TextWriter(output, errors, { named, candidates });
  const failed =
    options.output === 'stream'
      ? await streamPhotos(sources, { output, errors, named }, work)
      : await captionPhotos(sources, writer, work);
  await progress.clear();
  return failed > 0 ? exitStatus.failed : exitStatus.done;
}

/** Results on a terminal show by themselves how far the work is. */
function progressStyle({ stdout, stderr }: Streams): ProgressStyle {
  if (!stderr.isTTY) return 'sparse';
  return stdout.isTTY ? 'none' : 'live';
}

async function failAll(sources: readonly PhotoSource[], writer: JsonWriter, error: unknown): Promise<void> {
  for (const source of sources) await writer.failure(source.name, 'error' in source ? source.error : error);
}
