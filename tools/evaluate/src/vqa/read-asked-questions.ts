import { join } from 'node:path';
import { makeQuestions, readCaptionedPhotos } from '@crossattn/questions';
import { type JsonLine, readJsonLines } from '../captions/read-json-lines.js';
import { EvaluateError } from '../evaluate-error.js';
import type { AskedQuestion } from './asked-question.js';
import { isHeldOut } from './held-out.js';

/** Questions to measure with, and those that a model may learn from. */
export interface QuestionSets {
  readonly validation: readonly AskedQuestion[];
  readonly training: readonly AskedQuestion[];
}

/**
 * The questions of a data folder: those in its `captions.jsonl` (COCO-QA by split, DAQUAR by {@link isHeldOut}), and those
 * that `@crossattn/questions` makes of its captions.
 *
 * @throws EvaluateError `not-found`, `invalid-data`; QuestionsError
 */
export async function readAskedQuestions(folder: string): Promise<QuestionSets> {
  const written = (await readJsonLines(join(folder, 'captions.jsonl'))).flatMap(parsePhoto);
  return {
    validation: [...chosen(written, 'val'), ...(await made(folder, 'val'))],
    training: [...chosen(written, 'train'), ...(await made(folder, 'train'))],
  };
}

async function made(folder: string, split: string): Promise<AskedQuestion[]> {
  const questions = makeQuestions(await readCaptionedPhotos(folder, split));
  return questions.map(({ image, question, answer, type }) => ({
    image,
    question,
    answers: [answer],
    source: 'captions',
    type,
  }));
}

function chosen(written: readonly (AskedQuestion & { readonly split: string })[], split: string): AskedQuestion[] {
  return written.filter((question) => question.split === split).map(({ split: _, ...question }) => question);
}

const sources = new Map([
  ['coco', 'coco-qa'],
  ['daquar', 'daquar'],
] as const);

function parsePhoto({ value, place }: JsonLine): (AskedQuestion & { readonly split: string })[] {
  const { image, split, source: name, questions = [] } = value;
  if (typeof image !== 'string' || typeof split !== 'string' || !Array.isArray(questions)) {
    throw new EvaluateError('invalid-data', `${place}: expected {"image","split","source","questions"}`);
  }
  const source = sources.get(name as 'coco');
  if (source === undefined) return [];
  const part = source === 'daquar' ? (isHeldOut(image) ? 'val' : 'train') : split;
  return questions.map(({ question, answers, type }) => {
    if (typeof question === 'string' && typeof type === 'string' && isTexts(answers)) {
      return { image, question, answers, source, type, split: part };
    }
    throw new EvaluateError('invalid-data', `${place}: questions: expected {"question","answers","type"} each`);
  });
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
}
