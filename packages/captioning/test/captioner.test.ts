import { joinMemories, type Memory } from '@crossattn/core';
import { samplePhoto } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caption, type Captioner, CaptioningError, createCaptioner } from '../src/index.js';
import { collect } from './collect.js';

const photos = [samplePhoto('cat.jpg'), samplePhoto('coffee.jpg'), samplePhoto('astronaut.jpg')] as const;
const [cat, coffee, astronaut] = photos;

let captioner: Captioner;
beforeAll(async () => {
  captioner = await createCaptioner();
});
afterAll(() => captioner.dispose());

function expectSame(left: Caption, right: Caption): void {
  expect(left.caption).toBe(right.caption);
  expect(left.tokens.map(({ id }) => id)).toEqual(right.tokens.map(({ id }) => id));
  left.tokens.forEach(({ probability }, index) => {
    const other = right.tokens[index]?.probability ?? Number.NaN;
    expect(Math.abs(Math.log(probability) - Math.log(other))).toBeLessThan(1e-4);
  });
  expect(left.score).toBeCloseTo(right.score, 4);
}

describe('caption', () => {
  it('writes a sentence whose tokens are its text', async () => {
    const result = await captioner.caption(cat);
    expect(result.caption).toMatch(/^[a-z]+( [a-z]+){2,}$/);
    expect(result.tokens.map(({ text }) => text).join('')).toBe(result.caption);
    for (const { probability } of result.tokens) {
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThanOrEqual(1);
    }
    expect(result.logProbability).toBeLessThan(0);
    expect(result.candidates).toEqual([
      expect.objectContaining({ caption: result.caption, score: result.score, tokens: result.tokens }),
    ]);
    expect(result.slots).toHaveLength(49);
    expect(result.slots[48]).toMatchObject({ kind: 'box', image: 0 });
    expect(result.tokens[0]).not.toHaveProperty('attention');
    expect(result.milliseconds.encode).toBeGreaterThan(0);
    expect(result.milliseconds.decode).toBeGreaterThan(0);
  });

  it('gives each photo of a batch what it gives it alone, in their order', async () => {
    const together = await captioner.caption(photos);
    expect(together).toHaveLength(3);
    for (const [index, photo] of photos.entries()) {
      expectSame(together[index] as Caption, await captioner.caption(photo));
    }
  });

  it('gives a list of one as a list, and nothing for nothing', async () => {
    const [only] = await captioner.caption([cat], { beams: 1 });
    expectSame(only as Caption, await captioner.caption(cat, { beams: 1 }));
    expect(await captioner.caption([])).toEqual([]);
  });

  it('captions photos in whatever form they come', async () => {
    const { readFile } = await import('node:fs/promises');
    const { pathToFileURL } = await import('node:url');
    const bytes = await readFile(cat);
    const forms = [pathToFileURL(cat), bytes, new Blob([bytes]), bytes.buffer.slice(bytes.byteOffset)];
    const expected = await captioner.caption(cat, { beams: 1 });
    for (const form of await captioner.caption(forms.slice(0, 3), { beams: 1 })) expectSame(form, expected);
  });

  it('takes what is not said from the configuration of the model', async () => {
    const { openCheckpoint } = await import('@crossattn/checkpoint');
    const { caption } = (await openCheckpoint()).config.tasks;
    expectSame(await captioner.caption(coffee), await captioner.caption(coffee, caption?.generation));
  });

  it('honours the number of tokens', async () => {
    const { tokens, finishReason } = await captioner.caption(cat, { beams: 1, minTokens: 5, maxTokens: 5 });
    expect(tokens).toHaveLength(5);
    expect(finishReason).toBe('length');
  });

  it('gives candidates, best first', async () => {
    const { candidates, caption } = await captioner.caption(cat, { beams: 4, candidates: 3 });
    expect(candidates).toHaveLength(3);
    expect(candidates[0]?.caption).toBe(caption);
    expect(new Set(candidates.map((candidate) => candidate.caption)).size).toBe(3);
    const scores = candidates.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
  });

  it('draws the same words for the same seed, and others for another', async () => {
    const drawn = async (seed: number) =>
      (await captioner.caption(coffee, { sampling: { seed, temperature: 1.5 } })).caption;
    expect(await drawn(1)).toBe(await drawn(1));
    expect(new Set([await drawn(1), await drawn(2), await drawn(3)]).size).toBeGreaterThan(1);
  });

  it('shows on request what each word looked at', async () => {
    const { tokens, slots } = await captioner.caption(cat, { attention: true, beams: 2 });
    for (const { attention } of tokens) {
      const [layers = 0, heads = 0, length] = attention?.shape ?? [];
      expect(length).toBe(slots.length);
      const data = attention?.data ?? new Float32Array();
      expect(data).toHaveLength(layers * heads * slots.length);
      for (let row = 0; row < layers * heads; row++) {
        const weights = data.subarray(row * slots.length, (row + 1) * slots.length);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 4);
      }
    }
  });

  it('answers calls that overlap as if each were alone', async () => {
    const [one, two, many] = await Promise.all([
      captioner.caption(cat, { beams: 1 }),
      captioner.caption(coffee, { beams: 3 }),
      captioner.caption(photos, { beams: 2 }),
    ]);
    expectSame(one, await captioner.caption(cat, { beams: 1 }));
    expectSame(two, await captioner.caption(coffee, { beams: 3 }));
    expectSame(many[2] as Caption, await captioner.caption(astronaut, { beams: 2 }));
  });

  it('refuses options that it does not know', async () => {
    const options = { beam: 3 } as object;
    await expect(captioner.caption(cat, options)).rejects.toMatchObject({ code: 'unknown-option' });
    await expect(captioner.caption(cat, { prompt: [3] } as object)).rejects.toMatchObject({ code: 'unknown-option' });
    await expect(captioner.caption(cat, { task: 'answer' } as object)).rejects.toMatchObject({
      code: 'unknown-option',
    });
    await expect(captioner.caption(cat, { beams: 0 })).rejects.toMatchObject({ code: 'invalid-option' });
    await expect(captioner.caption(cat, { maxPixels: 0 })).rejects.toMatchObject({ code: 'invalid-option' });
  });
});

describe('encode', () => {
  it('makes memories that stand for their photos, as often as wanted', async () => {
    const memory = await captioner.encode(cat);
    const fromMemory = await captioner.caption({ memory });
    expectSame(fromMemory, await captioner.caption(cat));
    expectSame(await captioner.caption({ memory }, { beams: 1 }), await captioner.caption(cat, { beams: 1 }));
  });

  it('makes one memory for each of several photos, to be mixed with photos', async () => {
    const memories = await captioner.encode(photos);
    expect(memories.map(({ states }) => states.shape[0])).toEqual([1, 1, 1]);
    const [first, second, third] = memories as [Memory, Memory, Memory];
    const mixed = await captioner.caption([{ memory: third }, cat, { memory: second }, astronaut, { memory: first }]);
    const plain = await captioner.caption([astronaut, cat, coffee]);
    expectSame(mixed[0] as Caption, plain[0] as Caption);
    expectSame(mixed[1] as Caption, plain[1] as Caption);
    expectSame(mixed[2] as Caption, plain[2] as Caption);
    expectSame(mixed[3] as Caption, plain[0] as Caption);
    expectSame(mixed[4] as Caption, plain[1] as Caption);
    expect(await captioner.encode([])).toEqual([]);
  });

  it('lets joined memories be captioned as one', async () => {
    const [first, second] = (await captioner.encode([cat, coffee])) as [Memory, Memory];
    const { slots, caption } = await captioner.caption({ memory: joinMemories([first, second]) });
    expect(slots).toHaveLength(98);
    expect(slots[97]).toMatchObject({ image: 1 });
    expect(caption).not.toBe('');
  });

  it('refuses a memory of several photos, and one of another encoder', async () => {
    const memory = await captioner.encode(cat);
    const batch = { ...memory, states: { ...memory.states, shape: [2, 49, 1] } };
    await expect(captioner.caption({ memory: batch })).rejects.toMatchObject({ code: 'invalid-memory' });
    const foreign = { ...memory, encoder: { name: 'other', revision: '1' } };
    await expect(captioner.caption({ memory: foreign })).rejects.toMatchObject({ code: 'wrong-memory' });
  });
});

describe('stream', () => {
  it('yields the tokens of the greedy caption, then the caption', async () => {
    const parts = await collect(captioner.stream(cat));
    const expected = await captioner.caption(cat, { beams: 1 });
    const end = parts.pop();
    expect(end?.type).toBe('caption-end');
    if (end?.type === 'caption-end') expectSame(end.caption, expected);
    const tokens = parts.flatMap((part) => (part.type === 'token' ? [part.token] : []));
    expect(tokens).toHaveLength(parts.length);
    expect(tokens.map(({ text }) => text).join('')).toBe(expected.caption);
    expect(parts.map((part) => part.type === 'token' && part.index)).toEqual(tokens.map((_, index) => index));
  });

  it('draws what caption draws', async () => {
    const sampling = { seed: 5, topK: 20 };
    const end = (await collect(captioner.stream(coffee, { sampling }))).at(-1);
    expect(end).toMatchObject({ caption: { caption: (await captioner.caption(coffee, { sampling })).caption } });
  });

  it('streams from a memory, and ends where the reader leaves', async () => {
    const memory = await captioner.encode(coffee);
    let words = 0;
    for await (const part of captioner.stream({ memory }, { attention: true })) {
      expect(part.type === 'token' && part.token.attention?.shape[2]).toBe(49);
      words += 1;
      if (words === 2) break;
    }
    expect(words).toBe(2);
  });

  it('refuses a search', async () => {
    await expect(collect(captioner.stream(cat, { beams: 3 } as object))).rejects.toMatchObject({
      code: 'unknown-option',
    });
  });
});

describe('captionEach', () => {
  it('captions any number of photos in their order', async () => {
    async function* arriving(): AsyncGenerator<string> {
      yield* [cat, coffee, astronaut, cat, coffee];
    }
    const outcomes = await collect(captioner.captionEach(arriving(), { batch: 2, beams: 1 }));
    expect(outcomes.map(({ index, type }) => [index, type])).toEqual(
      [0, 1, 2, 3, 4].map((index) => [index, 'caption']),
    );
    const plain = await captioner.caption([cat, coffee, astronaut], { beams: 1 });
    for (const outcome of outcomes) {
      if (outcome.type === 'caption') expectSame(outcome.caption, plain[outcome.index % 3] as Caption);
    }
  });

  it('refuses a batch that is none', async () => {
    for (const batch of [0, 1.5, Number.NaN]) {
      await expect(collect(captioner.captionEach([cat], { batch }))).rejects.toMatchObject({ code: 'invalid-option' });
    }
  });
});

describe('createCaptioner', () => {
  it('says which model it is', () => {
    expect(captioner.model).toMatch(/^embedded@.+/);
    expect(captioner.device).toBe('cpu');
  });

  it('refuses devices, options and numbers of threads that do not exist', async () => {
    await expect(createCaptioner({ device: 'abacus' as 'cpu' })).rejects.toMatchObject({ code: 'unsupported-device' });
    await expect(createCaptioner({ modle: 'x' } as object)).rejects.toMatchObject({ code: 'unknown-option' });
    await expect(createCaptioner({ threads: 0 })).rejects.toMatchObject({ code: 'invalid-option' });
  });

  it('computes the same with one thread, and frees what it holds', async () => {
    let kept: Captioner;
    {
      await using single = await createCaptioner({ threads: 1 });
      expectSame(await single.caption(cat), await captioner.caption(cat));
      kept = single;
    }
    await expect(kept.caption(cat)).rejects.toThrow(CaptioningError);
    await expect(kept.encode(cat)).rejects.toMatchObject({ code: 'disposed' });
    await expect(collect(kept.stream(cat))).rejects.toMatchObject({ code: 'disposed' });
    await expect(collect(kept.captionEach([cat]))).rejects.toMatchObject({ code: 'disposed' });
    await kept.dispose();
  });
});
