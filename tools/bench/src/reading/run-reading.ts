import { createReader } from '@crossattn/reading';
import { describeMachine } from '../machine.js';
import type { Measurement } from '../measurement.js';
import { formatTable } from '../table.js';
import { benchTexts } from './bench-texts.js';
import { measureEmbedding } from './measure-embedding.js';
import { measureQuestions } from './measure-questions.js';
import { measureReaderApp } from './measure-reader-app.js';
import { measureReaderLoad } from './measure-reader-load.js';
import { measureSearch } from './measure-search.js';
import { parseReadingArguments, readingUsage } from './parse-reading-arguments.js';
import { readerOptions } from './reader-options.js';
import type { ReadingBenchSettings } from './settings.js';

/** Enough for what is not searched. */
const leastTexts = 2000;

/**
 * The command `bench reading`.
 *
 * @param root - the root folder of the repository.
 * @returns the exit status: 0, or 2 where it was not understood
 */
export async function runReading(
  argv: readonly string[],
  { stdout, stderr }: { readonly stdout: NodeJS.WritableStream; readonly stderr: NodeJS.WritableStream },
  root: string,
): Promise<number> {
  const command = parseReadingArguments(argv);
  if ('problem' in command) {
    stderr.write(`bench reading: ${command.problem}\n${readingUsage}`);
    return 2;
  }
  if (command.help) {
    stdout.write(readingUsage);
    return 0;
  }
  const machine = describeMachine();
  const settings = { ...command, texts: benchTexts(Math.max(command.stored, leastTexts), root) };
  const measurements = await benchReading(settings, root);
  const { origin } = settings.texts;
  stdout.write(
    command.json
      ? `${JSON.stringify({ machine, texts: origin, measurements })}\n`
      : `${formatTable(machine, measurements)}\ntexts: ${origin}\n`,
  );
  return 0;
}

async function benchReading(settings: ReadingBenchSettings, root: string): Promise<Measurement[]> {
  const loading = await measureReaderLoad(settings);
  await using reader = await createReader(readerOptions(settings));
  return [
    ...loading,
    ...(await measureQuestions(reader, settings)),
    ...(await measureEmbedding(reader, settings)),
    ...(await measureSearch(reader.encoder, settings)),
    ...(await measureReaderApp(reader.encoder, settings, root)),
  ];
}
