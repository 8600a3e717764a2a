import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Memory } from '@crossattn/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyCheckpoint } from '../../test/tiny-checkpoint.js';
import { loadTinyDecoder } from '../../test/tiny-decoder.js';
import { tinyMemory } from '../../test/tiny-memory.js';
import { joinProjected } from '../memory/join-projected.js';
import { createDecoder } from './create-decoder.js';
import type { Decoder } from './decoder.js';

let decoder: Decoder;
beforeAll(async () => {
  decoder = (await loadTinyDecoder()).decoder;
});
afterAll(() => decoder.dispose());

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const long = { minTokens: 13, maxTokens: 13, noRepeatNgram: 0 };

describe('memories that are refused', () => {
  const memory = tinyMemory(4, [4, 4]);
  it.each<[string, Memory]>([
    ['wrong-memory', { ...memory, encoder: { ...memory.encoder, revision: 'other' } }],
    ['wrong-memory', { ...memory, encoder: { ...memory.encoder, name: 'other' } }],
    ['invalid-memory', { ...memory, states: { ...memory.states, shape: [2, 12, 4] } }],
    ['invalid-memory', { ...memory, states: { ...memory.states, shape: [8, 12] } }],
    ['invalid-memory', { ...memory, states: { ...memory.states, data: new Float32Array(3) } }],
    ['invalid-memory', { ...memory, mask: { ...memory.mask, shape: [4, 2] } }],
    ['invalid-memory', { ...memory, mask: { ...memory.mask, data: new Uint8Array(7) } }],
    ['invalid-memory', { ...memory, slots: [] }],
    ['invalid-memory', tinyMemory(4, [])],
    ['invalid-memory', undefined as unknown as Memory],
    ['invalid-memory', [memory] as unknown as Memory],
    ['invalid-memory', [] as unknown as Memory],
  ])('with %s', async (code, bad) => {
    await expect(decoder.generate(bad)).rejects.toMatchObject({ code });
  });

  it('of a decoder with other weights', async () => {
    await using other = await createDecoder(tinyCheckpoint('tiny-2'), { threads: 1 });
    const projected = await decoder.project(tinyMemory(4, [4]));
    const generation = other.generate(projected);
    await expect(generation).rejects.toMatchObject({
      code: 'wrong-memory',
      message: expect.stringMatching(/tiny-2.*tiny-1/),
    });
  });

  it('but not of an equal decoder', async () => {
    await using equal = await createDecoder(tinyCheckpoint(), { threads: 1 });
    const projected = await equal.project(tinyMemory(4, [4]));
    expect(await decoder.generate(projected)).toEqual(await equal.generate(projected));
  });
});

describe('abort', () => {
  it('stops a generation between two tokens', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const generation = decoder.generate(tinyMemory(4, [4]), { ...long, signal: controller.signal });
    setImmediate(() => setImmediate(() => controller.abort(reason)));
    await expect(generation).rejects.toBe(reason);
  });

  it('stops a stream within one token', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    let tokens = 0;
    const read = async () => {
      for await (const part of decoder.stream(tinyMemory(4, [4]), { ...long, signal: controller.signal })) {
        if (part.type === 'token' && ++tokens === 3) controller.abort(reason);
      }
    };
    await expect(read()).rejects.toBe(reason);
    expect(tokens).toBe(3);
  });

  it('refuses to begin', async () => {
    const signal = AbortSignal.abort(new Error('never'));
    const memory = tinyMemory(4, [4]);
    await expect(decoder.project(memory, { signal })).rejects.toThrow('never');
    await expect(decoder.generate(memory, { signal })).rejects.toThrow('never');
    await expect(decoder.generate(await decoder.project(memory), { signal })).rejects.toThrow('never');
    await expect(decoder.score(memory, [[[4]]], { signal })).rejects.toThrow('never');
  });
});

describe('dispose', () => {
  it('lets go of a projected memory, and refuses it afterwards', async () => {
    const memory = await decoder.project(tinyMemory(5, [5, 5]));
    // Two layers of keys and values, each [2, 4, 5, 4] float32.
    expect(memory.byteLength).toBe(2 * 2 * 2 * 4 * 5 * 4 * 4);
    memory.dispose();
    expect(memory).toMatchObject({ disposed: true, byteLength: 0, batch: 2, length: 5 });
    await expect(decoder.generate(memory)).rejects.toMatchObject({ code: 'disposed' });
  });

  it('refuses a disposed decoder', async () => {
    const own = await createDecoder(tinyCheckpoint(), { threads: 1 });
    const memory = await own.project(tinyMemory(4, [4]));
    await own.dispose();
    await own.dispose();
    for (const call of [
      () => own.project(tinyMemory(4, [4])),
      () => own.generate(memory),
      () => own.score(memory, [[[4]]]),
      () => own.stream(memory)[Symbol.asyncIterator]().next(),
    ]) {
      await expect(call()).rejects.toMatchObject({ name: 'DecoderError', code: 'disposed' });
    }
  });

  it('ends what is under way', async () => {
    const own = await createDecoder(tinyCheckpoint(), { threads: 1 });
    const memory = await own.project(tinyMemory(4, [4]));
    const parts = own.stream(memory, long)[Symbol.asyncIterator]();
    await parts.next();
    await own.dispose();
    await expect(parts.next()).rejects.toMatchObject({ code: 'disposed' });
    expect(await parts.next()).toEqual({ done: true, value: undefined });
  });

  it('refuses joined memories whose graph is not loaded yet, and waits for one that is loading', async () => {
    const own = await createDecoder(tinyCheckpoint(), { threads: 1 });
    const memory = joinProjected([await own.project(tinyMemory(4, [4])), await own.project(tinyMemory(2, [2]))]);
    const loading = own.generate(memory);
    await Promise.all([own.dispose(), expect(loading).rejects.toMatchObject({ code: 'disposed' })]);
    await expect(own.generate(memory)).rejects.toMatchObject({ code: 'disposed' });
  });
});

it('refuses options that do not exist, or cannot be', async () => {
  await expect(createDecoder(tinyCheckpoint(), { device: 'tpu' } as object)).rejects.toMatchObject({
    code: 'unknown-option',
  });
  await expect(createDecoder(tinyCheckpoint(), { threads: 0 })).rejects.toMatchObject({ code: 'invalid-option' });
  await expect(createDecoder(tinyCheckpoint(), { parts: 0 })).rejects.toMatchObject({ code: 'invalid-option' });
});

it('gives the same texts, whatever graph it loads first', async () => {
  await using own = await createDecoder(tinyCheckpoint(), { threads: 1, parts: 2 });
  for (const of of [decoder, own]) {
    const memory = await of.project(tinyMemory(4, [4]));
    const joined = joinProjected([memory, memory]);
    expect(await of.generate(memory)).toEqual(await decoder.generate(memory));
    expect(await of.generate(joined)).toEqual(await decoder.generate(joined));
  }
});

it('holds nothing after a generation, an abort or a broken stream, a thousand times over', {
  timeout: 240_000,
}, async () => {
  const memory = await decoder.project(tinyMemory(6, [6, 3]));
  const work = async (rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      await decoder.generate(
        memory,
        round % 2 === 0 ? { beams: 3, maxTokens: 4 } : { sampling: { seed: round }, maxTokens: 4, attention: true },
      );
      for await (const _ of decoder.stream(memory)) break;
      const aborted = decoder.generate(tinyMemory(6, [6]), { ...long, signal: AbortSignal.timeout(0) });
      await aborted.catch(() => {});
    }
  };
  const held = () => {
    collectGarbage();
    collectGarbage();
    const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
    return { heapUsed, arrayBuffers, rss };
  };
  await work(60);
  const before = held();
  await work(340);
  const after = held();
  expect(after.arrayBuffers).toBeLessThan(before.arrayBuffers + 100_000);
  expect(after.heapUsed).toBeLessThan(before.heapUsed + 2_000_000);
  // What the allocators keep for later levels off below this; a native leak of 40 KB a generation would exceed it.
  expect(after.rss).toBeLessThan(before.rss + 40_000_000);
});
