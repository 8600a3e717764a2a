import { join } from 'node:path';
import { type Checkpoint, openCheckpoint, openSafetensors } from '@crossattn/checkpoint';
import { createSession } from '@crossattn/onnx';
import { repositoryRoot, samplePhoto } from '@crossattn/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeEncoder, createImageEncoder, pixelsTensor } from '../src/index.js';

/** Every n-th value of each layer as PyTorch computes it (tools/train/compact_goldens.py). */
const goldens = await openSafetensors(join(repositoryRoot, 'tools/evaluate/goldens/goldens.safetensors'));
let checkpoint: Checkpoint;
beforeAll(async () => {
  checkpoint = await openCheckpoint();
});

describe('the embedded model', () => {
  it('gives the activations of PyTorch, layer by layer, within 1e-3', async () => {
    const { config, weights } = checkpoint;
    expect(goldens.metadata.get('revision')).toBe(config.revision);
    await using session = await createSession(composeEncoder(config, weights, { intermediates: true }));
    const { data } = await goldens.read('pixels');
    const side = config.vision.imageSize;
    const photo = { side, data: data as Uint8Array, originalWidth: side, originalHeight: side };
    const activations = Object.entries(await session.run({ pixels: pixelsTensor([photo], config.vision) }));
    expect(activations.length).toBeGreaterThan(25);
    for (const [name, { data: actual }] of activations) {
      const stride = Number(goldens.metadata.get(`stride.${name}`));
      const expected = (await goldens.read(name)).data as Float32Array;
      expect(expected.length, name).toBe(Math.ceil(actual.length / stride));
      const differences = expected.map((value, at) => Math.abs(value - Number(actual[at * stride])));
      expect(Math.max(...differences), name).toBeLessThan(1e-3);
    }
  });

  it('gives photos in a batch what it gives each alone', async () => {
    await using encoder = await createImageEncoder(checkpoint);
    const photos = [samplePhoto('cat.jpg'), samplePhoto('coffee.jpg'), samplePhoto('astronaut.jpg')];
    const together = await encoder.encode(photos);
    const length = together.states.data.length / photos.length;
    for (const [index, photo] of photos.entries()) {
      const alone = (await encoder.encode(photo)).states.data;
      const batched = together.states.data.subarray(index * length, (index + 1) * length);
      const largest = Math.max(
        ...alone.map((value, at) => Math.abs(value - (batched[at] ?? Number.NaN)) / (1 + Math.abs(value))),
      );
      expect(largest).toBeLessThan(1e-5);
    }
  });
});
