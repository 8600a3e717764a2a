import { join } from 'node:path';
import { createCaptioner } from '@crossattn/captioning';
import { type Checkpoint, openCheckpoint } from '@crossattn/checkpoint';
import { repositoryRoot, sharedPart } from '@crossattn/testing';
import { createVisualQuestionAnswerer } from '@crossattn/vqa';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareLayers, comparePhotos } from './compare-layers.js';
import { type Goldens, readGoldens } from './read-goldens.js';

let embedded: Checkpoint;
let goldens: Goldens;
beforeAll(async () => {
  embedded = await openCheckpoint('embedded');
  goldens = await readGoldens(join(repositoryRoot, 'tools', 'evaluate', 'goldens'));
});

describe('the embedded model', () => {
  it('gives what PyTorch gives after every layer, to 1e-3', async () => {
    const layers = await compareLayers(embedded, goldens);
    const names = layers.map(({ name }) => name);
    expect(names[0]).toBe('vision.stem');
    expect(names).toContain('vision.stages.6.0');
    expect(names).toContain('bridge.layers.0');
    expect(names.indexOf('states')).toBeLessThan(names.indexOf('decoder.layers.0'));
    expect(names.slice(-3)).toEqual(['logits', 'text.states', 'answers.logits']);
    expect(layers.filter(({ agrees }) => !agrees)).toEqual([]);
    for (const { compared } of layers) expect(compared).toBeGreaterThan(250);
  });

  it('gives the answers that PyTorch gives', async () => {
    const { records } = goldens.answers;
    expect(records.length).toBeGreaterThan(5);
    await using answerer = await createVisualQuestionAnswerer();
    const [height = 0, width = 0] = goldens.pixels.shape;
    const image = { width, height, channels: 3, data: goldens.pixels.data } as const;
    const answers = await answerer.answer(
      records.map(({ question }) => ({ image, question })),
      { beams: 1 },
    );
    expect(answers.map(([best]) => best?.answer)).toEqual(records.map(({ answer }) => answer.replaceAll(' ,', ',')));
  });

  it('is told apart from one whose layer computes something else, at that layer and after it', async () => {
    const layers = new Map(goldens.layers);
    const golden = layers.get('bridge.input');
    if (golden === undefined) throw new Error('no golden of the bridge');
    layers.set('bridge.input', { ...golden, values: golden.values.map((value) => value + 0.002) });
    const wrong = (await compareLayers(embedded, { ...goldens, layers })).filter(({ agrees }) => !agrees);
    expect(wrong.map(({ name }) => name)).toEqual(['bridge.input']);
    expect(wrong[0]?.largestDifference).toBeCloseTo(0.002, 4);
  });

  it('is not compared with another one', async () => {
    await expect(compareLayers(embedded, { ...goldens, revision: 'other' })).rejects.toMatchObject({
      code: 'invalid-data',
      message: expect.stringContaining(`the goldens are of revision other, the model is ${embedded.config.revision}`),
    });
  });
});

const photos = sharedPart('photos');
describe.skipIf(photos.absent)(photos.title('20 validation photos'), () => {
  it('have the states and logits that PyTorch gives, to 1e-3', async () => {
    const comparisons = await comparePhotos(embedded, goldens, photos.path);
    expect(comparisons).toMatchObject([
      { name: 'photos.states', agrees: true },
      { name: 'photos.logits', agrees: true },
    ]);
    for (const { compared } of comparisons) expect(compared).toBeGreaterThan(2000);
  });

  it('have the same greedy captions as from PyTorch', async () => {
    const { captions } = goldens.photos;
    expect(captions.size).toBe(20);
    await using captioner = await createCaptioner();
    const written = await captioner.caption(
      [...captions.keys()].map((image) => join(photos.path, image)),
      { beams: 1 },
    );
    expect(written.map(({ caption }) => caption)).toEqual([...captions.values()]);
  });
});
