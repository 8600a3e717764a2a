import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openCheckpoint } from '@crossattn/checkpoint';
import type { VisualQuestionAnswerer } from '@crossattn/vqa';
import { EvaluateError } from '../evaluate-error.js';
import { answerBlind, answerWithModel } from '../vqa/answer-with-model.js';
import type { AskedQuestion } from '../vqa/asked-question.js';
import { frequentAnswers } from '../vqa/frequent-answers.js';
import { majorityAnswers } from '../vqa/majority-answers.js';
import { readAnswers } from '../vqa/read-answers.js';
import { readAskedQuestions } from '../vqa/read-asked-questions.js';
import { type AnswersByAuthor, scoreAnswers } from '../vqa/score-answers.js';
import { type Movement, measureSensitivity, movedAbove, swappedQuestions } from '../vqa/sensitivity.js';
import { formatVqaReport, type VqaReport } from './format-vqa-report.js';
import { exitStatus, type Output } from './output.js';
import type { VqaCommand } from './parse-arguments.js';
import { Progress } from './progress.js';

/** Answers and who gave them. */
interface GivenAnswers extends Pick<AnswersByAuthor, 'model' | 'blind'> {
  readonly author: string;
  readonly millisecondsPerQuestion?: number;
  readonly movements?: readonly Movement[];
}

/** What a model is asked. */
interface ModelQuestions {
  /** What is scored. */
  readonly questions: readonly AskedQuestion[];
  /** Among these are the questions that another photo is put under; no limit cuts them. */
  readonly candidates: readonly AskedQuestion[];
  readonly training: readonly AskedQuestion[];
}

const swaps = 50;

/** `evaluate vqa`; returns the exit status. */
export async function evaluateVqa(command: VqaCommand, output: Output, signal: AbortSignal): Promise<number> {
  const { data, json, limit = Infinity } = command;
  const { validation, training } = await readAskedQuestions(data);
  const candidates = validation.filter(({ source }) => command.source === 'all' || source === command.source);
  const questions = firstOfEach(candidates, limit);
  if (questions.length === 0) {
    throw new EvaluateError('nothing-to-score', `${data}: no validation questions of source ${command.source}`);
  }
  const given =
    command.predictions === undefined
      ? await askModel(command, { questions, candidates, training }, output, signal)
      : { author: command.predictions, model: await readAnswers(command.predictions, data, questions) };
  const blind = command.blind === undefined ? given.blind : await readAnswers(command.blind, data, questions);
  if (command.save !== undefined) await save(command.save, questions, given);
  const groups = scoreAnswers(questions, {
    model: given.model,
    majority: majorityAnswers(training, questions),
    ...(given.blind && { blind: given.blind }),
    ...(command.blind !== undefined && blind && { trainedBlind: blind }),
  });
  const report: VqaReport = {
    data: resolve(data),
    author: given.author,
    ...(command.blind !== undefined && { trainedBlind: command.blind }),
    ...(given.millisecondsPerQuestion && { millisecondsPerQuestion: given.millisecondsPerQuestion }),
    groups,
    ...(given.movements && { sensitivity: summary(given.movements) }),
  };
  output.stdout(json ? `${JSON.stringify(report)}\n` : formatVqaReport(report));
  return exitStatus.done;
}

/** At most so many questions of each type of each source. */
function firstOfEach(questions: readonly AskedQuestion[], limit: number): AskedQuestion[] {
  const counts = new Map<string, number>();
  return questions.filter(({ source, type }) => {
    const count = (counts.get(`${source}/${type}`) ?? 0) + 1;
    counts.set(`${source}/${type}`, count);
    return count <= limit;
  });
}

async function askModel(
  { data, model = 'embedded', beams, threads }: VqaCommand,
  { questions, candidates, training }: ModelQuestions,
  output: Output,
  signal: AbortSignal,
): Promise<GivenAnswers> {
  const { createVisualQuestionAnswerer } = await import('@crossattn/vqa');
  await using answerer = await createVisualQuestionAnswerer({ model, ...(threads !== undefined && { threads }) });
  const progress = new Progress(2 * questions.length, output, 'questions');
  let done = 0;
  const options = { beams, signal, onAnswer: () => progress.show(++done) };
  const start = performance.now();
  const answers = await answerWithModel(answerer, data, questions, options);
  const milliseconds = performance.now() - start;
  const blind = await answerBlind(answerer, data, questions, options);
  progress.clear();
  return {
    author: `${answerer.model}, ${beams === undefined ? 'beams as the model says' : `${beams} beams`}`,
    model: answers,
    blind,
    millisecondsPerQuestion: milliseconds / questions.length,
    movements: await movementsOf(answerer, data, model, candidates, training, signal),
  };
}

async function movementsOf(
  answerer: VisualQuestionAnswerer,
  folder: string,
  model: string,
  questions: readonly AskedQuestion[],
  training: readonly AskedQuestion[],
  signal: AbortSignal,
): Promise<Movement[]> {
  const { tokenizer, config } = await openCheckpoint(model);
  const isKnown = (answer: string) => {
    const ids = tokenizer.encode(answer);
    return ids.length > 0 && !ids.includes(config.tokens.unknown);
  };
  const known = frequentAnswers(training, isKnown);
  const swapped = swappedQuestions(
    questions.filter(({ type }) => known.get(type)?.length),
    swaps,
  );
  return measureSensitivity(answerer, folder, swapped, known, signal);
}

function summary(movements: readonly Movement[]): NonNullable<VqaReport['sensitivity']> {
  const divergences = movements.map(({ divergence }) => divergence).sort((one, other) => one - other);
  return {
    questions: movements.length,
    moved: divergences.filter((value) => value > movedAbove).length,
    above: movedAbove,
    median: divergences[Math.floor(divergences.length / 2)] ?? 0,
  };
}

async function save(path: string, questions: readonly AskedQuestion[], given: GivenAnswers): Promise<void> {
  const lines = questions.map(({ image, question, answers, source, type }, index) => {
    const answer = given.model[index] ?? '';
    const blind = given.blind && { blind: given.blind[index] ?? '' };
    return `${JSON.stringify({ image, question, answer, ...blind, expected: answers, source, type })}\n`;
  });
  await writeFile(path, lines.join(''));
}
