import {
  type CommandStreams,
  EvidenceWriter,
  exitStatus,
  findPhotos,
  openLines,
  Progress,
  present,
  progressStyle,
} from '@crossattn/command-line';
import { createVisualQuestionAnswerer, type VisualQuestionAnswerer } from '@crossattn/vqa';
import { answerLines } from './answer-lines.js';
import type { AskedPhoto } from './asked-photo.js';
import type { CommandOptions } from './command-line/command-options.js';
import { batchLines } from './lines/batch-lines.js';
import type { AskedImage, QuestionLine } from './lines/question-line.js';
import { askedPhoto, type MissingPhoto, questionLines } from './lines/question-lines.js';
import { readMemories } from './memory/read-memories.js';
import { savePhotoMemories } from './memory/save-photo-memories.js';
import { EvidenceCollection } from './output/evidence-collection.js';
import { JsonWriter } from './output/json-writer.js';
import type { ResultWriter } from './output/result-writer.js';
import { TextWriter } from './output/text-writer.js';
import { prompt } from './prompt.js';

/** Questions that run through the model together, where they are all there. */
const batch = 8;

/** What the parts of the work share. */
export interface Work {
  readonly options: CommandOptions;
  readonly streams: CommandStreams;
  readonly signal: AbortSignal;
}

/**
 * Does what the command is asked to do.
 *
 * @returns the exit status
 */
export async function work(options: CommandOptions, streams: CommandStreams, signal: AbortSignal): Promise<number> {
  const { task, memory: file } = options;
  const shared = { options, streams, signal };
  const named = 'photos' in task ? (await findPhotos(task.photos, streams.stdin)).map(askedPhoto) : [];
  const batchFile = task.type === 'batch' ? await openLines(task.file, streams.stdin) : undefined;
  const linesAbout = (photos: readonly (AskedPhoto | MissingPhoto)[]) => {
    if (batchFile) return batchLines(batchFile, photoIn(photos), signal);
    return questionLines(photos, task.type === 'questions' ? task.questions : []);
  };
  const start = performance.now();
  let answerer: VisualQuestionAnswerer;
  try {
    answerer = await createVisualQuestionAnswerer({
      model: options.model,
      ...(options.threads !== undefined && { threads: options.threads }),
    });
  } catch (error) {
    if (options.output === 'json') await failAll(linesAbout(named), new JsonWriter(streams.output, 0), error);
    throw error;
  }
  await using _ = answerer;
  const load = performance.now() - start;
  const photos = file === undefined ? named : await readMemories(file, answerer.encoder, signal);
  if (task.type === 'save') return await savePhotoMemories(task.file, photos, answerer, shared);
  const writer = resultWriter(photos.length > 1, load, shared);
  const evidence = await evidenceCollection(photos, shared);
  let failed = 0;
  if (task.type === 'prompt') {
    failed = await prompt(photos, writer, { answerer, evidence, ...shared });
  } else {
    const total = task.type === 'questions' ? photos.length * task.questions.length : undefined;
    const progress = new Progress(streams.errors, { total, noun: 'questions' }, progressStyle(streams));
    const answerWork = { answerer, options, signal, progress, evidence, batch };
    failed = await answerLines(linesAbout(photos), writer, answerWork);
    await progress.clear();
  }
  failed += (await evidence?.write(streams.errors)) ?? 0;
  return failed > 0 ? exitStatus.failed : exitStatus.done;
}

function resultWriter(severalPhotos: boolean, load: number, { options, streams }: Work): ResultWriter {
  const { output, errors } = streams;
  const { answering, task } = options;
  if (options.output === 'json') return new JsonWriter(output, load);
  return new TextWriter(output, errors, {
    photo: severalPhotos,
    question: task.type === 'questions' && task.questions.length > 1,
    scores: answering.candidates !== undefined || (answering.topK ?? 1) > 1,
  });
}

async function evidenceCollection(
  photos: readonly (AskedPhoto | MissingPhoto)[],
  { options, signal }: Work,
): Promise<EvidenceCollection | undefined> {
  if (options.attention === undefined) return undefined;
  const reading = { ...present('maxPixels', options.maxPixels), signal };
  const writer = await EvidenceWriter.open(options.attention, reading);
  await writer.keep(photos.map(({ name }) => name));
  return new EvidenceCollection(writer);
}

/** Finds a photo among those that are encoded already; another name is a file. */
function photoIn(photos: readonly (AskedPhoto | MissingPhoto)[]): (name: string) => AskedImage {
  const known = new Map(photos.flatMap((each) => ('photo' in each ? [[each.name, each.photo] as const] : [])));
  return (name) => known.get(name) ?? { image: name };
}

async function failAll(lines: AsyncIterable<QuestionLine>, writer: ResultWriter, error: unknown): Promise<void> {
  for await (const line of lines) await writer.failure(line, 'error' in line ? line.error : error);
}
