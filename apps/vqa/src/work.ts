import { type CommandStreams, exitStatus, findPhotos, Progress, progressStyle } from '@crossattn/command-line';
import { createVisualQuestionAnswerer, type VisualQuestionAnswerer } from '@crossattn/vqa';
import { answerLines } from './answer-lines.js';
import type { AskedPhoto } from './asked-photo.js';
import type { CommandOptions } from './command-line/command-options.js';
import { encodePhotos } from './encode-photos.js';
import { batchLines } from './lines/batch-lines.js';
import { PromptLines } from './lines/prompt-lines.js';
import type { AskedImage, QuestionLine } from './lines/question-line.js';
import { askedPhoto, type MissingPhoto, questionLines } from './lines/question-lines.js';
import { openLines } from './lines/read-lines.js';
import { readMemories } from './memory/read-memories.js';
import { savePhotoMemories } from './memory/save-photo-memories.js';
import { JsonWriter } from './output/json-writer.js';
import type { ResultWriter } from './output/result-writer.js';
import { TextWriter } from './output/text-writer.js';

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
  if (task.type === 'prompt') return await prompt(photos, writer, answerer, shared);
  const total = task.type === 'questions' ? photos.length * task.questions.length : undefined;
  const progress = new Progress(streams.errors, { total, noun: 'questions' }, progressStyle(streams));
  const failed = await answerLines(linesAbout(photos), writer, { answerer, options, signal, progress, batch });
  await progress.clear();
  return failed > 0 ? exitStatus.failed : exitStatus.done;
}

/** Encodes the photos, and answers questions to them as they come. */
async function prompt(
  photos: readonly (AskedPhoto | MissingPhoto)[],
  writer: ResultWriter,
  answerer: VisualQuestionAnswerer,
  { options, streams, signal }: Work,
): Promise<number> {
  const encoded: AskedPhoto[] = [];
  let failed = 0;
  for await (const photo of encodePhotos(photos, answerer, options.maxPixels, signal)) {
    if ('error' in photo) {
      failed += 1;
      await writer.failure({ name: photo.name, question: null }, photo.error);
    } else encoded.push(photo);
  }
  if (encoded.length === 0) return exitStatus.failed;
  const lines = new PromptLines(streams, encoded, signal);
  const told: ResultWriter = {
    answers: async (line, result) => {
      await writer.answers(line, result);
      lines.answered();
    },
    failure: async (line, error) => {
      await writer.failure(line, error);
      lines.answered();
    },
  };
  const progress = new Progress(streams.errors, { total: undefined, noun: 'questions' }, 'none');
  failed += await answerLines(lines.lines(), told, { answerer, options, signal, progress, batch: 1 });
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

/** Finds a photo among those that are encoded already; another name is a file. */
function photoIn(photos: readonly (AskedPhoto | MissingPhoto)[]): (name: string) => AskedImage {
  const known = new Map(photos.flatMap((each) => ('photo' in each ? [[each.name, each.photo] as const] : [])));
  return (name) => known.get(name) ?? { image: name };
}

async function failAll(lines: AsyncIterable<QuestionLine>, writer: ResultWriter, error: unknown): Promise<void> {
  for await (const line of lines) await writer.failure(line, 'error' in line ? line.error : error);
}
