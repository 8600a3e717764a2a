import { type CommandStreams, exitStatus, type GivenOptions, present } from '@crossattn/command-line';
import type { PassageStore } from '@crossattn/retrieval';
import { checkQuestion } from '../question/check-question.js';
import { requireStore } from '../store/require-store.js';
import { StoreError } from '../store/store-error.js';
import { type StoreLocation, storeLocation } from '../store/store-location.js';
import type { AskedQuestion } from './asked-question.js';
import { jsonAnswer } from './json-answer.js';
import { openReaderAndStore } from './open-reader-and-store.js';
import type { optionDefinitions } from './option-definitions.js';
import { readPassages } from './read-passages.js';
import { textAnswer } from './text-answer.js';

/**
 * Answers a question out of a store.
 *
 * @returns the exit status
 */
export async function askStore(
  question: string,
  given: GivenOptions<typeof optionDefinitions>,
  { output, errors, stdout }: CommandStreams,
  signal: AbortSignal,
): Promise<number> {
  checkQuestion(question);
  const location = storeLocation(given.store);
  await requireStore(location);
  const start = performance.now();
  const model = { model: given.model ?? 'embedded', ...present('threads', given.threads) };
  const opening = await openReaderAndStore(location.location, model);
  await using reader = opening.reader;
  await using store = opening.store;
  const opened = performance.now();
  const passages = await store.search(question, { topK: given.passages ?? 20, signal });
  if (passages.length === 0) await requireDocuments(store, location);
  const found = performance.now();
  const topK = given['top-k'] ?? 1;
  const read = await readPassages(reader, question, passages, {
    topK,
    signal,
    onTruncation: ({ message }) => void errors.write(`reader ask: ${message}\n`),
  });
  const milliseconds = {
    load: rounded(opened - start),
    search: rounded(found - opened),
    read: rounded(performance.now() - found),
  };
  const asked: AskedQuestion = { question, topK, ...read, milliseconds };
  await output.write(given.json ? jsonAnswer(asked) : textAnswer(asked, stdout.isTTY === true && stdout.hasColors()));
  if (given.html !== undefined) {
    const { writePage } = await import('./write-page.js');
    await writePage(given.html, asked);
  }
  return exitStatus.done;
}

async function requireDocuments(store: PassageStore, { name }: StoreLocation): Promise<void> {
  if ((await store.documents()).length > 0) return;
  throw new StoreError('empty-store', `${name} holds no document: reader index <folder> adds some`);
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
