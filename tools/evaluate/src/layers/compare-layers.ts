import { resolve } from 'node:path';
import type { Checkpoint } from '@crossattn/checkpoint';
import type { Tensor } from '@crossattn/core';
import { requireType } from '@crossattn/onnx';
import { createImageEncoder } from '@crossattn/vision';
import { EvaluateError } from '../evaluate-error.js';
import { answerActivations } from './answer-activations.js';
import { decoderActivations } from './decoder-activations.js';
import { encoderActivations } from './encoder-activations.js';
import { type Comparison, compareWithGolden } from './golden.js';
import type { Goldens } from './read-goldens.js';

/**
 * Goes through a model layer by layer on the sample photo, in the order of the computation: the first that does not
 * agree is where the implementations part.
 *
 * @throws EvaluateError `invalid-data` where the goldens are of another model or of layers that this one does not have.
 */
export async function compareLayers(checkpoint: Checkpoint, goldens: Goldens): Promise<Comparison[]> {
  checkRevision(checkpoint, goldens);
  const encoder = await encoderActivations(checkpoint, goldens.pixels);
  const states = requireType(encoder.states as Tensor, 'float32');
  const decoder = await decoderActivations(checkpoint, states, goldens.tokens);
  const answers = await answerActivations(checkpoint, states, goldens.answers.records);
  const activations = Object.entries({ ...encoder, ...decoder });
  const missing = [...goldens.layers.keys()].filter((name) => !activations.some(([known]) => known === name));
  if (missing.length > 0) {
    throw new EvaluateError('invalid-data', `the goldens have layers that the model does not: ${missing.join(', ')}`);
  }
  const layers = activations.map(([name, tensor]) => {
    const golden = goldens.layers.get(name);
    if (golden === undefined) throw new EvaluateError('invalid-data', `the goldens lack the layer ${name}`);
    return compareWithGolden(golden, requireType(tensor, 'float32').data);
  });
  return [
    ...layers,
    compareWithGolden(goldens.answers.states, answers.states),
    compareWithGolden(goldens.answers.logits, answers.logits),
  ];
}

/**
 * Compares the states and the logits of the photos whose captions the goldens hold, read from a data folder.
 *
 * @throws EvaluateError `invalid-data`; ImageError
 */
export async function comparePhotos(checkpoint: Checkpoint, goldens: Goldens, folder: string): Promise<Comparison[]> {
  checkRevision(checkpoint, goldens);
  const { photos } = goldens;
  await using encoder = await createImageEncoder(checkpoint);
  const { states } = await encoder.encode([...photos.captions.keys()].map((image) => resolve(folder, image)));
  const { logits } = await decoderActivations(checkpoint, states, photos.tokens);
  const { pad } = checkpoint.config.tokens;
  const { vocabularySize } = checkpoint.config.decoder;
  const written = (index: number) => photos.tokens.data[Math.floor(index / vocabularySize)] !== pad;
  return [
    compareWithGolden(photos.states, states.data),
    compareWithGolden(photos.logits, requireType(logits as Tensor, 'float32').data, written),
  ];
}

function checkRevision({ config }: Checkpoint, { revision }: Goldens): void {
  if (config.revision === revision) return;
  throw new EvaluateError(
    'invalid-data',
    `the goldens are of revision ${revision}, the model is ${config.revision}; make them anew with tools/train/compact_goldens.py`,
  );
}
