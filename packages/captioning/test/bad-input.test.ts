import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCheckpoint } from '@crossattn/checkpoint';
import { CrossattnError } from '@crossattn/core';
import { brokenModels, samplePhoto, writeOddPhotos } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Captioner, type CaptionInput, createCaptioner } from '../src/index.js';
import { collect } from './collect.js';

const folder = mkdtempSync(join(tmpdir(), 'captioning-'));
const odd = writeOddPhotos(folder);
const greedy = { beams: 1, maxTokens: 6 };

let captioner: Captioner;
beforeAll(async () => {
  captioner = await createCaptioner();
});
afterAll(async () => {
  await captioner.dispose();
  rmSync(folder, { recursive: true });
});

describe('photos', () => {
  it('that fail give their errors, and the others still come, in order', async () => {
    const outcomes = await collect(
      captioner.captionEach([...odd.map(({ path }) => path), samplePhoto('cat.jpg')], greedy),
    );
    expect(outcomes.map(({ index }) => index)).toEqual(outcomes.map((_, index) => index));
    const codes = outcomes.map((outcome) =>
      outcome.type === 'error' ? (outcome.error as CrossattnError).code : 'none',
    );
    expect(codes).toEqual([...odd.map(({ code }) => code ?? 'none'), 'none']);
    for (const outcome of outcomes) {
      if (outcome.type === 'caption') expect(outcome.caption.caption).not.toBe('');
      else expect(outcome.error).toBeInstanceOf(CrossattnError);
    }
  });

  it.each(odd.filter(({ code }) => code))('$path alone is refused by its name', async ({ path, code }) => {
    const error = await captioner.caption(path, greedy).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CrossattnError);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toContain(path);
    await expect(captioner.caption([samplePhoto('cat.jpg'), path], greedy)).rejects.toMatchObject({ code });
    await expect(collect(captioner.stream(path))).rejects.toMatchObject({ code });
    await expect(captioner.encode(path)).rejects.toMatchObject({ code });
  });

  it('of any size pass a limit that the caller raises', async () => {
    const huge = join(folder, 'huge.png');
    // The file announces its size and holds nothing: past the limit it is its damage that is noticed.
    await expect(captioner.caption(huge, { maxPixels: 1e9 })).rejects.toMatchObject({ code: 'corrupt-image' });
    await expect(captioner.caption(samplePhoto('cat.jpg'), { maxPixels: 1000 })).rejects.toMatchObject({
      code: 'image-too-large',
    });
  });

  it('that are no photos at all are refused', async () => {
    for (const input of [undefined, null, 7, {}, [[]], new Map()] as unknown as CaptionInput[]) {
      await expect(captioner.caption([input])).rejects.toBeInstanceOf(CrossattnError);
    }
    const text = new TextEncoder().encode('no photo');
    await expect(captioner.caption(text)).rejects.toMatchObject({ code: 'unsupported-format' });
    await expect(captioner.caption('https://example.org/a.jpg')).rejects.toMatchObject({ code: 'remote-url' });
  });

  it('as truncated bytes are refused', async () => {
    const bytes = readFileSync(samplePhoto('cat.jpg')).subarray(0, 9_000);
    await expect(captioner.caption(bytes)).rejects.toMatchObject({ code: 'corrupt-image' });
  });
});

describe('memories', () => {
  it('that fail give their errors, and the others still come, in order', async () => {
    const memory = await captioner.encode(samplePhoto('cat.jpg'));
    const inputs = [
      { memory: { ...memory, encoder: { name: 'other', revision: '1' } } },
      samplePhoto('cat.jpg'),
      { memory: { ...memory, states: { ...memory.states, shape: [1, 49, 8], data: new Float32Array(49 * 8) } } },
      { memory: { ...memory, mask: null } },
      { memory: null },
      { memory },
    ] as CaptionInput[];
    const codes = ['wrong-memory', 'none', 'invalid-memory', 'invalid-memory', 'invalid-memory', 'none'];
    for (const batch of [1, 8]) {
      const outcomes = await collect(captioner.captionEach(inputs, { ...greedy, batch }));
      expect(outcomes.map((outcome) => ('error' in outcome ? (outcome.error as CrossattnError).code : 'none'))).toEqual(
        codes,
      );
    }
    for (const [index, input] of inputs.entries()) {
      if (codes[index] === 'none') continue;
      await expect(captioner.caption(input, greedy)).rejects.toMatchObject({ code: codes[index] });
    }
  });
});

describe('what is none', () => {
  it.each<[unknown]>([[null], ['x'], [7]])('as options is refused: %j', async (options) => {
    const photo = samplePhoto('cat.jpg');
    for (const call of [
      () => createCaptioner(options as never),
      () => captioner.caption(photo, options as never),
      () => collect(captioner.stream(photo, options as never)),
      () => collect(captioner.captionEach([photo], options as never)),
      () => captioner.caption(photo, { signal: options as never }),
      () => collect(captioner.captionEach([photo], { signal: options as never })),
    ]) {
      await expect(call()).rejects.toMatchObject({
        name: 'CaptioningError',
        code: expect.stringMatching(/^(invalid|unknown)-option$/),
      });
    }
  });

  it.each<[unknown]>([[null], [undefined], [7], [{}], [samplePhoto('cat.jpg')]])(
    'as a list of photos is refused: %j',
    async (inputs) => {
      const captions = collect(captioner.captionEach(inputs as CaptionInput[], greedy));
      await expect(captions).rejects.toMatchObject({ name: 'CaptioningError', code: 'invalid-inputs' });
    },
  );

  it('as one photo of a list is refused', async () => {
    const photos = [samplePhoto('cat.jpg'), samplePhoto('cat.jpg')];
    delete photos[0];
    await expect(captioner.caption(photos, greedy)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('models', () => {
  it.each(brokenModels(join(folder, 'models')))('$name', async ({ folder: model, code }) => {
    const error = await createCaptioner({ model }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CrossattnError);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toContain(model);
  });

  it('without captions are refused', async () => {
    const model = join(folder, 'answers-only');
    cpSync((await openCheckpoint()).folder, model, { recursive: true });
    const config = JSON.parse(readFileSync(join(model, 'config.json'), 'utf8'));
    const text = { width: config.bridge.width, layers: 1, heads: 1, feed_forward: 1, max_length: 1 };
    const answering = { ...config, text, tasks: { answer: config.tasks.caption } };
    writeFileSync(join(model, 'config.json'), JSON.stringify(answering));
    await expect(createCaptioner({ model })).rejects.toMatchObject({
      code: 'missing-task',
      message: `${model}: expected a model with the task "caption"`,
    });
  });
});
