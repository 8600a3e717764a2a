import type { Readable } from 'node:stream';
import { type CommandStreams, exitStatus, type GivenOptions, present } from '@crossattn/command-line';
import { createReader, type Reader } from '@crossattn/reading';
import { progressOf } from '../options/progress-of.js';
import { type BatchLine, batchLines } from './batch-line.js';
import type { optionDefinitions } from './option-definitions.js';
import { readLines } from './read-lines.js';
import { ResultWriter } from './result-writer.js';

/**
 * Answers the lines of a batch.
 *
 * @returns the exit status
 */
export async function readBatch(
  stream: Readable,
  { model, threads, quiet, 'top-k': topK = 5 }: GivenOptions<typeof optionDefinitions>,
  streams: CommandStreams,
  signal: AbortSignal,
): Promise<number> {
  const lines = batchLines(stream, signal);
  const progress = progressOf(streams, { total: undefined, noun: 'questions' }, { quiet, resultsShow: true });
  const writer = new ResultWriter(streams.output, progress);
  let reader: Reader;
  try {
    reader = await createReader({ model: model ?? 'embedded', ...present('threads', threads) });
  } catch (error) {
    await failAll(lines, writer, error);
    throw error;
  }
  await using _ = reader;
  const failed = await readLines(lines, reader, writer, { topK, signal });
  await progress.clear();
  return failed > 0 ? exitStatus.failed : exitStatus.done;
}

async function failAll(lines: AsyncIterable<BatchLine>, writer: ResultWriter, error: unknown): Promise<void> {
  for await (const line of lines) await writer.failure(line.id, 'error' in line ? line.error : error);
}
