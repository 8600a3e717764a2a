import { resolve } from 'node:path';
import { EvaluateError } from '../evaluate-error.js';
import { readCollection } from '../reading/collection/read-collection.js';
import type { ReadingCollection, ReadingQuestion } from '../reading/collection/reading-collection.js';
import { chooseCalibration } from '../reading/declining/choose-calibration.js';
import { type ReadQuestions, scoreDeclining } from '../reading/declining/score-declining.js';
import { readGiven, scoreGiven } from '../reading/measuring/measure-given.js';
import { readRetrieved } from '../reading/measuring/read-retrieved.js';
import { readUnanswerable } from '../reading/measuring/read-unanswerable.js';
import { mainSource, sizesOf } from '../reading/reading-settings.js';
import { scoreRetrieval } from '../reading/retrieval/score-retrieval.js';
import { formatReadingReport, type ReadingReport } from './format-reading-report.js';
import { type OpenReader, openReader } from './open-reader.js';
import { exitStatus, type Output } from './output.js';
import type { ReadingCommand, ReadingPart } from './reading-arguments.js';
import { saveReadings } from './save-readings.js';

/** `evaluate reading`; returns the exit status. */
export async function evaluateReading(
  command: ReadingCommand,
  output: Output,
  signal: AbortSignal,
  open: typeof openReader = openReader,
): Promise<number> {
  const collection = await readCollection(command.data);
  const questions = collection.answerable.filter(({ source }) => command.source === 'all' || source === command.source);
  if (questions.length === 0) {
    const there = [...new Set(collection.answerable.map(({ source }) => source))].join(', ') || 'none at all';
    throw new EvaluateError(
      'nothing-to-score',
      `${command.data}: no questions of source ${command.source}; it has ${there}`,
    );
  }
  await using reader = await open(command, collection.passages, output, signal);
  const report = await measure(command, { ...collection, answerable: questions }, reader);
  output.stdout(command.json ? `${JSON.stringify(report)}\n` : formatReadingReport(report));
  return exitStatus.done;
}

async function measure(
  command: ReadingCommand,
  collection: ReadingCollection,
  reader: OpenReader,
): Promise<ReadingReport> {
  const { passages, answerable } = collection;
  const sizes = sizesOf(command.limit);
  const main = mainOf(answerable);
  // Choosing needs nothing but what declining needs.
  const part = command.choose === undefined ? command.part : 'declining';
  const wants = (name: ReadingPart) => part === undefined || part === name;
  const saved: ReadQuestions[] = [];
  const start = performance.now();
  const given = await readGiven(
    answerable,
    main,
    { main: wants('given') || wants('declining') ? sizes.main : 0, others: wants('given') ? sizes.others : 0 },
    reader,
  );
  const milliseconds = performance.now() - start;
  saved.push(given);
  const own = ofSource(given, main);
  const kinds = wants('declining')
    ? await readUnanswerable(collection, mainQuestions(answerable, main), sizes, reader)
    : [];
  saved.push(...kinds);
  const retrieved = wants('retrieval')
    ? await readRetrieved(mainQuestions(answerable, main), sizes.retrieved, own, reader)
    : undefined;
  if (retrieved) saved.push(retrieved.read);
  if (command.save !== undefined) await saveReadings(command.save, saved);
  return {
    data: resolve(command.data),
    model: reader.model,
    passages: passages.length,
    copies: passages.length - new Set(passages.map(({ text }) => text)).size,
    ...(wants('given') && {
      given: await scoreGiven(given, reader),
      millisecondsPerQuestion: milliseconds / given.asked.length,
    }),
    ...(wants('declining') && { declining: scoreDeclining(own, kinds) }),
    ...(retrieved && { retrieval: scoreRetrieval(retrieved.questions) }),
    ...(command.choose !== undefined && {
      calibration: chooseCalibration(own, kinds, reader.calibration, command.choose),
    }),
  };
}

/** SQuAD, or where it was not chosen the source that comes first. */
function mainOf(questions: readonly ReadingQuestion[]): string {
  const sources = questions.map(({ source }) => source);
  return sources.includes(mainSource) ? mainSource : (sources[0] as string);
}

function mainQuestions(questions: readonly ReadingQuestion[], main: string): ReadingQuestion[] {
  return questions.filter(({ source }) => source === main);
}

function ofSource({ name, asked, outcomes }: ReadQuestions, source: string): ReadQuestions {
  const places = [...asked.keys()].filter((index) => asked[index]?.question.source === source);
  return {
    name,
    asked: places.map((place) => asked[place] as (typeof asked)[0]),
    outcomes: places.map((place) => outcomes[place] as (typeof outcomes)[0]),
  };
}
