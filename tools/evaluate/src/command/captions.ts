import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type CaptionRecord, readCaptionRecords } from '../captions/caption-records.js';
import { captionWithModel, type WrittenCaptions } from '../captions/caption-with-model.js';
import { readPredictions } from '../captions/read-predictions.js';
import { shuffle } from '../captions/shuffle.js';
import { scoreCaptions } from '../score-captions.js';
import { formatJson, formatTable } from './format-report.js';
import { exitStatus, type Output } from './output.js';
import type { CaptionsCommand } from './parse-arguments.js';
import { Progress } from './progress.js';

/** `evaluate captions`; returns the exit status. */
export async function evaluateCaptions(command: CaptionsCommand, output: Output, signal: AbortSignal): Promise<number> {
  const { data, split, source, json } = command;
  const records = await readCaptionRecords(data, command);
  const { captions, ...written } = await captionsOf(command, records, output, signal);
  const scored = command.shuffle ? shuffle(captions) : captions;
  if (command.save !== undefined) await save(command.save, records, scored);
  const scores = scoreCaptions(
    records.map((record, index) => ({ caption: scored[index] ?? '', references: record.captions })),
  );
  const subject = { data: resolve(data), split, source, ...written, shuffled: command.shuffle };
  output.stdout(json ? formatJson(subject, scores) : formatTable(subject, scores));
  return exitStatus.done;
}

async function captionsOf(
  { data, predictions, model, beams, threads }: CaptionsCommand,
  records: readonly CaptionRecord[],
  output: Output,
  signal: AbortSignal,
): Promise<WrittenCaptions> {
  const images = records.map(({ image }) => image);
  if (predictions !== undefined) {
    return { author: predictions, captions: await readPredictions(predictions, data, images) };
  }
  const progress = new Progress(images.length, output);
  const onProgress = (done: number) => progress.show(done);
  const photos = images.map((image) => resolve(data, image));
  const written = await captionWithModel(photos, { model, beams, threads, signal, onProgress });
  progress.clear();
  return written;
}

async function save(path: string, records: readonly CaptionRecord[], captions: readonly string[]): Promise<void> {
  const lines = records.map(({ image }, index) => `${JSON.stringify({ image, caption: captions[index] })}\n`);
  await writeFile(path, lines.join(''));
}
