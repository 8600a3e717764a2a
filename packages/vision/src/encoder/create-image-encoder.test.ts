import { OnnxError } from '@crossattn/onnx';
import { samplePhoto } from '@crossattn/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { referenceEncoder } from '../../test/reference-network.js';
import { generator, type TinyCheckpoint, tinyCheckpoint } from '../../test/tiny-checkpoint.js';
import { ImageError } from '../image/image-error.js';
import type { RawPixels } from '../image/raw-pixels.js';
import { squeezeImage } from '../image/squeeze-image.js';
import { createImageEncoder } from './create-image-encoder.js';
import { EncoderError } from './encoder-error.js';

const side = 22;
function randomPhoto(seed: number, width = side, height = side): RawPixels {
  const random = generator(seed);
  const data = Uint8Array.from({ length: width * height * 3 }, () => random() * 256);
  return { width, height, channels: 3, data };
}

function expectClose(actual: Float32Array, expected: ArrayLike<number>): void {
  expect(actual).toHaveLength(expected.length);
  for (let at = 0; at < expected.length; at++) {
    const value = expected[at] ?? Number.NaN;
    const difference = Math.abs((actual[at] ?? Number.NaN) - value);
    if (!(difference <= 1e-5 + 1e-5 * Math.abs(value))) throw new Error(`at ${at}: ${actual[at]}, not ${value}`);
  }
}

describe('the network', () => {
  it.each(['same', 'symmetric'] as const)('equals the float64 reference, with padding "%s"', async (padding) => {
    const checkpoint = tinyCheckpoint(padding);
    await using encoder = await createImageEncoder(checkpoint);
    const photo = randomPhoto(3);
    const { states } = await encoder.encode(photo);
    expect(states.shape).toEqual([1, 36, 8]);
    expectClose(states.data, referenceEncoder(checkpoint, new Uint8Array(photo.data)));
  });

  it('sees the photo', async () => {
    await using encoder = await createImageEncoder(tinyCheckpoint());
    const [first, second] = await Promise.all([encoder.encode(randomPhoto(3)), encoder.encode(randomPhoto(4))]);
    const largest = Math.max(...first.states.data.map((value, at) => Math.abs(value - (second.states.data[at] ?? 0))));
    expect(largest).toBeGreaterThan(0.1);
  });
});

describe('a batch', () => {
  it('gives each photo what it gives alone, in order, also where it takes several runs', async () => {
    await using encoder = await createImageEncoder(tinyCheckpoint());
    const photos = Array.from({ length: 11 }, (_, index) => randomPhoto(index, 10 + index, 30));
    const together = await encoder.encode(photos);
    expect(together.states.shape).toEqual([11, 36, 8]);
    expect(together.mask).toEqual({ type: 'bool', shape: [11, 36], data: new Uint8Array(11 * 36).fill(1) });
    for (const [index, photo] of photos.entries()) {
      const alone = await encoder.encode(photo);
      expectClose(together.states.data.slice(index * 36 * 8, (index + 1) * 36 * 8), alone.states.data);
      expect(together.slots[index]).toEqual(alone.slots[0]);
    }
  });

  it('mixes prepared photos with inputs of other kinds', async () => {
    await using encoder = await createImageEncoder(tinyCheckpoint());
    const path = samplePhoto('coffee.jpg');
    const memory = await encoder.encode([await encoder.prepare(path), path]);
    const half = memory.states.data.length / 2;
    expect(memory.states.data.slice(half)).toEqual(memory.states.data.slice(0, half));
    expect(memory.slots[0]).toEqual(memory.slots[1]);
    expect(memory.slots[0]?.[7]).toEqual({
      kind: 'box',
      image: 0,
      left: 100,
      top: 400 / 6,
      width: 100,
      height: 400 / 6,
    });
  });

  it('fails as a whole where one photo cannot be read', async () => {
    await using encoder = await createImageEncoder(tinyCheckpoint());
    const error = await encoder.encode([randomPhoto(1), '/no/such/photo.jpg']).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ImageError);
    expect(error).toMatchObject({ code: 'file-not-found' });
    const late = [...Array.from({ length: 9 }, (_, index) => randomPhoto(index)), '/no/such/photo.jpg'];
    await expect(encoder.encode(late)).rejects.toMatchObject({ code: 'file-not-found' });
  });
});

describe('identity', () => {
  it('carries name and revision into every memory', async () => {
    await using encoder = await createImageEncoder(tinyCheckpoint('same', 7));
    expect(encoder.identity).toEqual({ name: 'crossattn-image-text', revision: 'tiny-7' });
    expect((await encoder.encode(randomPhoto(1))).encoder).toEqual(encoder.identity);
    expect(encoder.imageSize).toBe(side);
  });
});

describe('what is refused', () => {
  const made: { dispose(): Promise<void> }[] = [];
  afterAll(() => Promise.all(made.map((encoder) => encoder.dispose())));
  async function encoderOf(checkpoint: TinyCheckpoint = tinyCheckpoint()) {
    const encoder = await createImageEncoder(checkpoint);
    made.push(encoder);
    return encoder;
  }
  async function refusal(promise: Promise<unknown>): Promise<EncoderError> {
    const error = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof EncoderError) return error;
    throw new Error(`not refused: ${error}`);
  }

  it('an empty list', async () => {
    const encoder = await encoderOf();
    expect(await refusal(encoder.encode([]))).toMatchObject({ code: 'no-images' });
  });

  it('a photo that was squeezed for another encoder', async () => {
    const encoder = await encoderOf();
    const other = await squeezeImage(randomPhoto(1), 30);
    expect(await refusal(encoder.encode(other))).toMatchObject({
      code: 'wrong-size',
      message: 'expected an image squeezed to 22 x 22 x 3 values, came side 30 with 2700',
    });
  });

  it('the rest of a list whose encoder is disposed of in the middle', async () => {
    const encoder = await createImageEncoder(tinyCheckpoint());
    const encoding = encoder.encode(Array.from({ length: 30 }, (_, index) => randomPhoto(index, 200, 200)));
    await new Promise((resolve) => setTimeout(resolve, 1));
    await Promise.all([encoder.dispose(), refusal(encoding).then((error) => expect(error.code).toBe('disposed'))]);
  });

  it('options and lists that are none', async () => {
    for (const options of [null, 7]) {
      expect(await refusal(createImageEncoder(tinyCheckpoint(), options as never))).toMatchObject({
        code: 'invalid-option',
      });
    }
    await using encoder = await createImageEncoder(tinyCheckpoint());
    const hole = new Array<RawPixels>(2).fill(randomPhoto(1), 1);
    await expect(encoder.encode(hole)).rejects.toMatchObject({ name: 'ImageError', code: 'invalid-input' });
  });

  it('an encoder that has been disposed of', async () => {
    const encoder = await createImageEncoder(tinyCheckpoint());
    const running = encoder.encode(randomPhoto(1));
    await running;
    await encoder.dispose();
    await encoder.dispose();
    expect(await refusal(encoder.encode(randomPhoto(1)))).toMatchObject({ code: 'disposed' });
  });

  it('an architecture that is not known', async () => {
    const { config, ...rest } = tinyCheckpoint();
    const vision = { ...config.vision, type: 'retina' as 'efficientnet-lite' };
    const error = await refusal(createImageEncoder({ ...rest, config: { ...config, vision } }));
    expect(error.code).toBe('unknown-architecture');
    expect(error.message).toBe('vision.type: expected one of "efficientnet-lite", came "retina"');
  });

  it('a bridge for another number of cells', async () => {
    const { config, ...rest } = tinyCheckpoint();
    const bridge = { ...config.bridge, positions: 49 };
    const error = await refusal(createImageEncoder({ ...rest, config: { ...config, bridge } }));
    expect(error.code).toBe('inconsistent-checkpoint');
    expect(error.message).toMatch(/positions is 49.*6 x 6 cells/);
  });

  it('weights that are missing or of another shape, by name', async () => {
    const { config, values, weights } = tinyCheckpoint();
    const without = (name: string) => ({
      ...weights,
      get: (asked: string) => (asked === name ? undefined : weights.get(asked)),
    });
    const missing = await createImageEncoder({ config, weights: without('vision.head.weight') }).catch(
      (reason) => reason,
    );
    expect(missing).toBeInstanceOf(OnnxError);
    expect(missing.message).toMatch(/vision\.head\.weight/);
    const swapped = {
      ...weights,
      get: (name: string) => weights.get(name === 'bridge.positions' ? 'bridge.input.weight' : name),
    };
    const wrong = await createImageEncoder({ config, weights: swapped }).catch((reason) => reason);
    expect(wrong).toMatchObject({ code: 'shape-mismatch' });
    expect(values.size).toBeGreaterThan(40);
  });

  it('an option that is not known', async () => {
    const options = { device: 'cpu' } as object;
    expect(await refusal(createImageEncoder(tinyCheckpoint(), options))).toMatchObject({
      code: 'invalid-option',
      message: 'device: expected the option threads',
    });
    const encoder = await encoderOf();
    const error = await encoder.encode(randomPhoto(1), { crop: true } as object).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'invalid-option',
      message: 'crop: expected one of the options maxPixels, signal',
    });
  });

  it('a number of threads that is none', async () => {
    await expect(createImageEncoder(tinyCheckpoint(), { threads: 0 })).rejects.toMatchObject({
      code: 'invalid-option',
    });
  });
});

describe('abort', () => {
  it('rejects with the reason, before the work and between runs', async () => {
    await using encoder = await createImageEncoder(tinyCheckpoint());
    const reason = new Error('enough');
    for (const photo of [randomPhoto(1), await encoder.prepare(randomPhoto(1))]) {
      await expect(encoder.encode(photo, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    }
    const controller = new AbortController();
    const inputs = Array.from({ length: 40 }, (_, index) => randomPhoto(index));
    const photos = await Promise.all(inputs.map((input) => encoder.prepare(input)));
    const encoding = encoder.encode(photos, { signal: controller.signal });
    setImmediate(() => controller.abort(reason));
    await expect(encoding).rejects.toBe(reason);
    expect((await encoder.encode(randomPhoto(1))).states.shape[0]).toBe(1);
  });
});
