import { Progress } from '@crossattn/command-line';
import type { VisualQuestionAnswerer } from '@crossattn/vqa';
import { answerLines } from './answer-lines.js';
import type { AskedPhoto } from './asked-photo.js';
import { encodePhotos } from './encode-photos.js';
import { PromptLines } from './lines/prompt-lines.js';
import type { MissingPhoto } from './lines/question-lines.js';
import type { EvidenceCollection } from './output/evidence-collection.js';
import type { ResultWriter } from './output/result-writer.js';
import type { Work } from './work.js';

/** What answers, and where what was looked at goes. */
export interface PromptWork extends Work {
  readonly answerer: VisualQuestionAnswerer;
  readonly evidence: EvidenceCollection | undefined;
}

/**
 * Encodes the photos, and answers questions to them as they come.
 *
 * @returns how many photos and questions failed
 */
export async function prompt(
  photos: readonly (AskedPhoto | MissingPhoto)[],
  writer: ResultWriter,
  { answerer, evidence, options, streams, signal }: PromptWork,
): Promise<number> {
  const encoded: AskedPhoto[] = [];
  let failed = 0;
  for await (const photo of encodePhotos(photos, answerer, options.maxPixels, signal)) {
    if ('error' in photo) {
      failed += 1;
      await writer.failure({ name: photo.name, question: null }, photo.error);
    } else encoded.push(photo);
  }
  if (encoded.length === 0) return failed;
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
  const work = { answerer, options, signal, progress, evidence, batch: 1 };
  return failed + (await answerLines(lines.lines(), told, work));
}
