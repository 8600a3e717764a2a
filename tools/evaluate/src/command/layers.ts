import { resolve } from 'node:path';
import { openCheckpoint } from '@crossattn/checkpoint';
import { captionWithModel } from '../captions/caption-with-model.js';
import { compareLayers, comparePhotos } from '../layers/compare-layers.js';
import type { Comparison } from '../layers/golden.js';
import { type Goldens, readGoldens } from '../layers/read-goldens.js';
import { exitStatus, type Output } from './output.js';
import type { LayersCommand } from './parse-arguments.js';

/** `evaluate layers`; returns the exit status. */
export async function evaluateLayers(command: LayersCommand, output: Output, signal: AbortSignal): Promise<number> {
  const { model = 'embedded', data, json } = command;
  const checkpoint = await openCheckpoint(model);
  const goldens = await readGoldens(command.goldens);
  const layers = await compareLayers(checkpoint, goldens);
  if (data !== undefined) layers.push(...(await comparePhotos(checkpoint, goldens, data)));
  const captions = data === undefined ? undefined : await compareCaptions(model, goldens, data, signal);
  const subject = { model: checkpoint.name, revision: goldens.revision };
  output.stdout(json ? `${JSON.stringify({ ...subject, layers, captions })}\n` : formatComparison(layers, captions));
  const agrees = layers.every((layer) => layer.agrees) && (captions === undefined || captions.same === captions.of);
  return agrees ? exitStatus.done : exitStatus.failed;
}

interface SameCaptions {
  readonly same: number;
  readonly of: number;
}

async function compareCaptions(
  model: string,
  { photos }: Goldens,
  folder: string,
  signal: AbortSignal,
): Promise<SameCaptions> {
  const images = [...photos.captions.keys()];
  const { captions } = await captionWithModel(
    images.map((image) => resolve(folder, image)),
    { model, beams: 1, threads: undefined, signal, onProgress: () => {} },
  );
  const same = images.filter((image, index) => photos.captions.get(image) === captions[index]).length;
  return { same, of: images.length };
}

function formatComparison(layers: readonly Comparison[], captions: SameCaptions | undefined): string {
  const rows = layers.map(({ name, compared, largestValue, largestDifference, agrees }) => [
    name,
    `${compared}`,
    largestValue.toPrecision(4),
    largestDifference.toExponential(1),
    agrees ? 'yes' : 'NO',
  ]);
  const lines = [['layer', 'values', 'largest', 'difference', 'agrees'], ...rows].map(
    ([name = '', values = '', largest = '', difference = '', agrees = '']) =>
      `${name.padEnd(20)}${values.padStart(7)}${largest.padStart(11)}${difference.padStart(13)}   ${agrees}`,
  );
  if (captions !== undefined) lines.push('', `the same greedy caption for ${captions.same} of ${captions.of} photos`);
  return `${lines.join('\n')}\n`;
}
