import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSafetensors, type SafetensorsFile } from '@crossattn/checkpoint';
import type { Tensor } from '@crossattn/core';
import { requireType } from '@crossattn/onnx';
import { EvaluateError } from '../evaluate-error.js';
import type { Golden } from './golden.js';

/** What `tools/train/compact_goldens.py` writes of a model. */
export interface Goldens {
  /** Of the model that they were made with. */
  readonly revision: string;
  /** The sample photo: `pixels` `[S, S, 3]`, `tokens` `[1, T]`. */
  readonly pixels: Tensor<'uint8'>;
  readonly tokens: Tensor<'int32'>;
  /** Activations of the sample photo by name, such as `vision.stages.0.0`, `states` and `logits`. */
  readonly layers: ReadonlyMap<string, Golden>;
  /** Questions about the sample photo. */
  readonly answers: {
    readonly records: readonly AnswerRecord[];
    /** Of all words of all questions, one question after the other: `[words, width]`. */
    readonly states: Golden;
    /** Of all tokens of question, prompt and answer, one question after the other: `[tokens, vocabulary]`. */
    readonly logits: Golden;
  };
  /** Several photos that are not part of the goldens. */
  readonly photos: {
    /** Captions by image, which is a path inside the data folder. */
    readonly captions: ReadonlyMap<string, string>;
    /** `[photos, T]`, padded. */
    readonly tokens: Tensor<'int32'>;
    readonly states: Golden;
    readonly logits: Golden;
  };
}

/** A question, and the answer that PyTorch gives to it greedily. */
export interface AnswerRecord {
  readonly question: string;
  /** Ids of the question's words. */
  readonly ids: readonly number[];
  /** Ids of the answer's words. */
  readonly tokens: readonly number[];
  readonly answer: string;
}

/**
 * Reads a folder with `goldens.safetensors`, `greedy.json` and `answers.json`.
 *
 * @throws CheckpointError, EvaluateError `invalid-data`
 */
export async function readGoldens(folder: string): Promise<Goldens> {
  const file = await openSafetensors(join(folder, 'goldens.safetensors'));
  const layers = new Map<string, Golden>();
  for (const name of file.names()) {
    if (file.get(name)?.type === 'float32') layers.set(name, await readGolden(file, name));
  }
  const captions = await readCaptions(join(folder, 'greedy.json'));
  const revision = file.metadata.get('revision');
  if (revision === undefined) throw new EvaluateError('invalid-data', `${file.path}: expected a revision`);
  const taken = (name: string): Golden => {
    const golden = layers.get(name);
    if (golden === undefined) throw new EvaluateError('invalid-data', `${file.path}: expected ${name}`);
    layers.delete(name);
    return golden;
  };
  const states = taken('photos.states');
  const logits = taken('photos.logits');
  const answers = {
    records: await readAnswers(join(folder, 'answers.json')),
    states: taken('text.states'),
    logits: taken('answers.logits'),
  };
  return {
    revision,
    pixels: requireType(await file.read('pixels'), 'uint8'),
    tokens: requireType(await file.read('tokens'), 'int32'),
    layers,
    answers,
    photos: {
      captions,
      tokens: requireType(await file.read('photos.tokens'), 'int32'),
      states,
      logits,
    },
  };
}

async function readCaptions(path: string): Promise<ReadonlyMap<string, string>> {
  const captions = await readJson(path);
  if (typeof captions === 'object' && captions !== null && !Array.isArray(captions)) {
    return new Map(Object.entries(captions).map(([image, caption]) => [image, String(caption)]));
  }
  throw new EvaluateError('invalid-data', `${path}: expected captions by image`);
}

async function readAnswers(path: string): Promise<readonly AnswerRecord[]> {
  const records = await readJson(path);
  if (Array.isArray(records) && records.every(isAnswerRecord)) return records;
  throw new EvaluateError('invalid-data', `${path}: expected a list of questions with ids, tokens and answer`);
}

function isAnswerRecord(value: unknown): value is AnswerRecord {
  const record = (value ?? {}) as Partial<Record<keyof AnswerRecord, unknown>>;
  const texts = [record.question, record.answer].every((text) => typeof text === 'string');
  return texts && [record.ids, record.tokens].every((ids) => Array.isArray(ids) && ids.every(Number.isInteger));
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new EvaluateError('invalid-data', `${path}: ${(cause as Error).message}`, { cause });
  }
}

async function readGolden(file: SafetensorsFile, name: string): Promise<Golden> {
  const stride = Number(file.metadata.get(`stride.${name}`) ?? 1);
  return { name, stride, values: requireType(await file.read(name), 'float32').data };
}
