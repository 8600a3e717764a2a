import type { Captioner } from '@crossattn/captioning';
import {
  type Command,
  CommandError,
  type CommandStreams,
  EvidenceWriter,
  exitStatus,
  findPhotos,
  type PhotoSource,
  Progress,
  present,
  progressStyle,
  runCommand,
  type StandardStreams,
  versionIn,
} from '@crossattn/command-line';
import { captionPhotos } from './caption-photos.js';
import { type CommandOptions, commandOptions } from './command-line/command-options.js';
import { helpText, usage } from './command-line/help.js';
import { optionDefinitions } from './command-line/option-definitions.js';
import { JsonWriter } from './output/json-writer.js';
import { TextWriter } from './output/text-writer.js';
import { streamPhotos } from './stream-photos.js';

const command: Command<typeof optionDefinitions> = {
  name: 'caption',
  usage,
  options: optionDefinitions,
  help: helpText,
  version: () => versionIn(new URL('../package.json', import.meta.url)),
  async work({ inputs, options }, streams, signal) {
    if (inputs.length === 0) throw new CommandError('no-input', 'no photo, folder or pattern was named.');
    const asked = commandOptions(options);
    return captionAll(await findPhotos(inputs, streams.stdin), asked, streams, signal);
  },
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

async function captionAll(
  sources: readonly PhotoSource[],
  options: CommandOptions,
  streams: CommandStreams,
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
  const progress = new Progress(errors, { total: sources.length, noun: 'photos' }, progressStyle(streams));
  const evidence =
    options.attention === undefined
      ? undefined
      : await EvidenceWriter.open(options.attention, { ...present('maxPixels', options.maxPixels), signal });
  await evidence?.keep(sources.map(({ name }) => name));
  const work = { captioner, options, signal, progress, errors, evidence };
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

async function failAll(sources: readonly PhotoSource[], writer: JsonWriter, error: unknown): Promise<void> {
  for (const source of sources) await writer.failure(source.name, 'error' in source ? source.error : error);
}
