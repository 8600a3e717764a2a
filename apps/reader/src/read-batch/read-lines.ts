import type { Reader, ReadRequest } from '@crossattn/reading';
import { checkQuestion } from '../question/check-question.js';
import type { AskedLine, BatchLine, FailedLine } from './batch-line.js';
import type { QuestionTruncation, ResultWriter } from './result-writer.js';

/** A line whose result is not yet printed. */
type WaitingLine = FailedLine | (AskedLine & { truncation?: QuestionTruncation });

/**
 * Reads the answers to each line and hands every result on in their order.
 *
 * @returns how many failed
 */
export async function readLines(
  lines: AsyncIterable<BatchLine>,
  reader: Reader,
  writer: ResultWriter,
  { topK, signal }: { readonly topK: number; readonly signal: AbortSignal },
): Promise<number> {
  const waiting: WaitingLine[] = [];
  let failed = 0;
  const fail = async ({ id }: BatchLine, error: unknown) => {
    failed += 1;
    await writer.failure(id, error);
  };
  const failWaiting = async () => {
    for (let line = waiting[0]; line && 'error' in line; line = waiting[0]) {
      waiting.shift();
      await fail(line, line.error);
    }
  };
  // One more than wanted: "not in these passages" is among the answers, and is told apart.
  for await (const outcome of reader.readEach(requestsOf(lines, waiting), { topK: topK + 1, signal })) {
    await failWaiting();
    const line = waiting.shift() as WaitingLine & AskedLine;
    if (outcome.type === 'error') await fail(line, outcome.error);
    else await writer.answers(line, outcome.answers, topK);
    signal.throwIfAborted();
  }
  await failWaiting();
  return failed;
}

/** What the lines ask; each line, also one that asks nothing, is put among those that wait for their result. */
async function* requestsOf(lines: AsyncIterable<BatchLine>, waiting: WaitingLine[]): AsyncGenerator<ReadRequest> {
  for await (const given of lines) {
    const line: WaitingLine = checkedLine(given);
    waiting.push(line);
    if ('error' in line) continue;
    yield {
      question: line.question,
      passages: line.passages,
      onTruncation: (truncation) => {
        line.truncation = truncation;
      },
    };
  }
}

function checkedLine(line: BatchLine): BatchLine {
  if ('error' in line) return line;
  try {
    checkQuestion(line.question);
    return line;
  } catch (error) {
    return { id: line.id, error };
  }
}
