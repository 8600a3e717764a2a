import { runInNewContext } from 'node:vm';
import type { Memory } from '@crossattn/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTinyDecoder } from '../../test/tiny-decoder.js';
import { tinyMemory } from '../../test/tiny-memory.js';
import { joinProjected } from '../memory/join-projected.js';
import type { Decoder } from './decoder.js';

let decoder: Decoder;
beforeAll(async () => {
  decoder = (await loadTinyDecoder()).decoder;
});
afterAll(() => decoder.dispose());

const fresh = () => tinyMemory(4, [4, 3]);
const long = { minTokens: 5, maxTokens: 8 };

describe('what the caller changes afterwards changes nothing', () => {
  it('in a memory', async () => {
    const expected = await decoder.generate(fresh(), long);
    const given = fresh();
    const generating = decoder.generate(given, long);
    const projecting = decoder.project(given);
    given.states.data.fill(0);
    given.mask.data.fill(0);
    expect(await generating).toEqual(expected);
    expect(await decoder.generate(await projecting, long)).toEqual(expected);
  });

  it('in a prompt or a text to be scored', async () => {
    const memory = await decoder.project(fresh());
    const expected = await decoder.generate(memory, { ...long, prompt: [4, 5] });
    const prompt = [4, 5];
    const generating = decoder.generate(memory, { ...long, prompt });
    prompt.splice(0, 2, 6, 100_000);
    expect(await generating).toEqual(expected);

    const expectedScores = await decoder.score(memory, [[[4, 5]], [[5]]], { complete: false });
    const text = [4, 5];
    const scoring = decoder.score(memory, [[text], [[5]]], { complete: false });
    text.splice(0, 2, 100_000);
    expect(await scoring).toEqual(expectedScores);
  });
});

describe('memories', () => {
  it.each<[string, (memory: Memory) => unknown]>([
    ['without an encoder', (memory) => ({ ...memory, encoder: undefined })],
    ['without states', (memory) => ({ ...memory, states: null })],
    ['without a shape', (memory) => ({ ...memory, states: { type: 'float32' } })],
    ['without a mask', (memory) => ({ ...memory, mask: null })],
    ['without slots', (memory) => ({ ...memory, slots: undefined })],
    ['with slots that are none', (memory) => ({ ...memory, slots: [null, null] })],
    [
      'with a list in the place of a mask',
      (memory) => ({ ...memory, mask: { ...memory.mask, data: Array(8).fill(1) } }),
    ],
    [
      'whose mask is no boolean',
      (memory) => ({ ...memory, mask: { ...memory.mask, data: new Uint8Array(8).fill(255) } }),
    ],
    ['that are bare objects', () => Object.create(null)],
  ])('%s are refused', async (_, change) => {
    const memory = change(fresh()) as Memory;
    await expect(decoder.project(memory)).rejects.toMatchObject({ name: 'DecoderError', code: 'invalid-memory' });
    await expect(decoder.generate(memory)).rejects.toMatchObject({ name: 'DecoderError', code: 'invalid-memory' });
  });

  it('in shared memory or of another realm give the same', async () => {
    const memory = fresh();
    const expected = await decoder.generate(memory, long);
    const { data } = memory.states;
    const shared = new Float32Array(new SharedArrayBuffer(data.byteLength));
    const foreign: Float32Array<ArrayBuffer> = runInNewContext(`new Float32Array(${data.length})`);
    for (const copy of [shared, foreign]) {
      copy.set(data);
      const states = { ...memory.states, data: copy as Float32Array<ArrayBuffer> };
      expect(await decoder.generate({ ...memory, states }, long)).toEqual(expected);
    }
  });
});

describe('lists with holes are refused', () => {
  const hole = new Array<never>(1);
  it('of rows', async () => {
    const memory = await decoder.project(fresh());
    for (const rows of [hole, [undefined as unknown as number], [0, undefined as unknown as number]]) {
      expect(() => joinProjected([{ memory, rows }])).toThrow(expect.objectContaining({ code: 'invalid-memory' }));
    }
  });

  it('of prompts and texts', async () => {
    const memory = await decoder.project(fresh());
    const prompt = [...hole, [4]];
    delete prompt[0];
    await expect(decoder.generate(memory, { prompt })).rejects.toMatchObject({ code: 'invalid-option' });
    await expect(decoder.score(memory, new Array<never>(2))).rejects.toMatchObject({ code: 'invalid-option' });
    await expect(decoder.score(memory, [hole, []])).rejects.toMatchObject({ code: 'invalid-option' });
  });
});
