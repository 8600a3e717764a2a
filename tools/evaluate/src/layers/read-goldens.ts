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

/**
 * Reads a folder with `goldens.safetensors` and `greedy.json`.
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
  const states = layers.get('photos.states');
  const logits = layers.get('photos.logits');
  if (revision === undefined || states === undefined || logits === undefined) {
    throw new EvaluateError('invalid-data', `${file.path}: expected a revision, photos.states and photos.logits`);
  }
  layers.delete('photos.states');
  layers.delete('photos.logits');
  return {
    revision,
    pixels: requireType(await file.read('pixels'), 'uint8'),
    tokens: requireType(await file.read('tokens'), 'int32'),
    layers,
    photos: {
      captions,
      tokens: requireType(await file.read('photos.tokens'), 'int32'),
      states,
      logits,
    },
  };
}

async function readCaptions(path: string): Promise<ReadonlyMap<string, string>> {
  let captions: unknown;
  try {
    captions = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new EvaluateError('invalid-data', `${path}: ${(cause as Error).message}`, { cause });
  }
  if (typeof captions === 'object' && captions !== null && !Array.isArray(captions)) {
    return new Map(Object.entries(captions).map(([image, caption]) => [image, String(caption)]));
  }
  throw new EvaluateError('invalid-data', `${path}: expected captions by image`);
}

async function readGolden(file: SafetensorsFile, name: string): Promise<Golden> {
  const stride = Number(file.metadata.get(`stride.${name}`) ?? 1);
  return { name, stride, values: requireType(await file.read(name), 'float32').data };
}
