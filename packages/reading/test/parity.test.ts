import { fileURLToPath } from 'node:url';
import { modelFolder } from '@crossattn/model-reader';
import { expect, it } from 'vitest';
import { createReader } from '../src/index.js';
import { compareGoldens, readEmbeddedGoldens } from './compare-golden.js';
import { readGoldens, writeTinyReader } from './tiny-reader.js';

it('a small model of float weights computes what PyTorch computes', async () => {
  await using folder = await writeTinyReader();
  await compareGoldens(folder.model, await readGoldens(), { scores: 1e-4, states: 1e-4 });
});

it('the embedded model computes what PyTorch computes with the same integers, and finds the answers', async () => {
  const { revision, cases } = await readEmbeddedGoldens();
  await using reader = await createReader();
  expect(reader.model).toBe(`embedded@${revision}`);
  // A number that lies between two integers can be rounded either way.
  await compareGoldens(fileURLToPath(modelFolder), cases, { scores: 0.1, states: 0.05 });
});
