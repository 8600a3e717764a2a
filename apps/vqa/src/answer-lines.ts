import type { Progress } from '@crossattn/command-line';
import type { AnswerRequest, VisualQuestionAnswerer } from '@crossattn/vqa';
import type { CommandOptions } from './command-line/command-options.js';
import type { AskedLine, QuestionLine } from './lines/question-line.js';
import type { EvidenceCollection } from './output/evidence-collection.js';
import type { ResultWriter } from './output/result-writer.js';

export interface AnswerWork {
  readonly answerer: VisualQuestionAnswerer;
  readonly options: CommandOptions;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Present where pictures of the attention are asked for. */
  readonly evidence: EvidenceCollection | undefined;
  /** Questions that run through the model together. */
  readonly batch: number;
}

/**
 * Answers the lines in batches and hands every result on in their order.
 *
 * @returns how many failed
 */
export async function answerLines(
  lines: AsyncIterable<QuestionLine>,
  writer: ResultWriter,
  { answerer, options, signal, progress, batch, evidence }: AnswerWork,
): Promise<number> {
  const waiting: QuestionLine[] = [];
  const outcomes = answerer.answerEach(requestsOf(lines, waiting), {
    ...options.answering,
    ...(options.maxPixels !== undefined && { maxPixels: options.maxPixels }),
    attention: evidence !== undefined,
    batch,
    signal,
  });
  let failed = 0;
  const fail = async (line: QuestionLine, error: unknown) => {
    failed += 1;
    await progress.clear();
    await writer.failure(line, error);
    await progress.advance();
  };
  const failWaiting = async () => {
    for (let line = waiting[0]; line && 'error' in line; line = waiting[0]) {
      waiting.shift();
      await fail(line, line.error);
    }
  };
  for await (const outcome of outcomes) {
    await failWaiting();
    const line = waiting.shift() as QuestionLine;
    if (outcome.type === 'error') {
      await fail(line, outcome.error);
    } else {
      await progress.clear();
      await writer.answers(line, outcome);
      evidence?.add(line as AskedLine, outcome);
      await progress.advance();
    }
    signal.throwIfAborted();
  }
  await failWaiting();
  return failed;
}

/** What the lines ask; each line, also one that asks nothing, is put among those that wait for their result. */
async function* requestsOf(lines: AsyncIterable<QuestionLine>, waiting: QuestionLine[]): AsyncGenerator<AnswerRequest> {
  for await (const line of lines) {
    waiting.push(line);
    if ('error' in line) continue;
    const { photo, question, candidates } = line;
    yield { ...photo, question, ...(candidates && { candidates }) };
  }
}
