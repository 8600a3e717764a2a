import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openSafetensors, writeSafetensors } from '@crossattn/checkpoint';
import type { Memory, Tensor } from '@crossattn/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../../test/expect-close.js';
import { expectedSlots, type Golden, readGoldens, tinyBert } from '../../test/goldens.js';
import { createSentenceEncoder, type SentenceEncoder, type Truncation } from '../index.js';

let encoder: SentenceEncoder;
let goldens: Golden[];
let folder: string;
beforeAll(async () => {
  goldens = await readGoldens('tiny-bert');
  encoder = await createSentenceEncoder(tinyBert, { threads: 1 });
  folder = await mkdtemp(join(tmpdir(), 'crossattn-text-'));
});
afterAll(async () => {
  await encoder.dispose();
  await rm(folder, { recursive: true });
});

describe('a BERT of Hugging Face', () => {
  it('gives the states, spans and vectors of PyTorch', async () => {
    for (const golden of goldens) {
      const { states, slots } = await encoder.encode(golden.text);
      expect(encoder.prepare(golden.text).ids).toEqual(golden.ids);
      expectClose(states.data, golden.states.flat(), 2e-5);
      expect(slots[0]).toEqual(expectedSlots(golden));
      expectClose((await encoder.embed(golden.text)).data, golden.embedding, 2e-5);
    }
  });

  it('gives a batch what it gives its texts alone', async () => {
    const texts = Array.from({ length: 260 }, (_, index) => goldens[index % goldens.length]?.text ?? '');
    const { shape, data } = await encoder.embed(texts);
    expect(shape).toEqual([260, 16]);
    for (const [index, { embedding }] of goldens.entries()) {
      for (const row of [index, index + 40 * goldens.length]) {
        expectClose(data.subarray(row * 16, (row + 1) * 16), embedding, 2e-5);
      }
    }
    const memory = await encoder.encode(goldens.map(({ text }) => text));
    expect(memory.states.shape).toEqual([6, 12, 16]);
    expect(memory.slots[0]?.[4]).toEqual({ kind: 'special', name: 'padding' });
    expect([...memory.mask.data.subarray(0, 12)]).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    for (const [row, { states }] of goldens.entries()) {
      expectClose(memory.states.data.subarray(row * 192, row * 192 + states.length * 16), states.flat(), 2e-5);
    }
  });

  it('reads at most as many tokens as a call says', () => {
    const told: Truncation[] = [];
    const { ids } = encoder.prepare('what is on the dog', { maxTokens: 3, onTruncation: (cut) => told.push(cut) });
    expect(ids).toHaveLength(5);
    expect(told).toMatchObject([{ end: 10, tokensRead: 3, tokensGiven: 5 }]);
    for (const maxTokens of [0, 1.5]) {
      expect(() => encoder.prepare('a dog', { maxTokens })).toThrow(
        expect.objectContaining({ code: 'invalid-option' }),
      );
    }
  });

  it('counts the tokens of a text of any length', () => {
    expect(encoder.countTokens('what is on the dogs?')).toBe(encoder.prepare('what is on the dogs?').ids.length - 2);
    expect(encoder.countTokens('a dog on '.repeat(500))).toBe(1500);
    expect(encoder.countTokens(' ')).toBe(0);
    expect(() => encoder.countTokens(7 as never)).toThrow(expect.objectContaining({ code: 'invalid-text' }));
  });

  it('cuts a text of any length into windows', () => {
    const text = 'what is on the dog a dog on the night stand';
    const windowsOf = (length: number, stride: number) =>
      encoder.prepareWindows(text, { length, stride }).map(({ ids, slots }) => {
        expect(ids).toHaveLength(slots.length);
        const spans = slots.flatMap((slot) => (slot.kind === 'span' ? [slot] : []));
        return text.slice(spans[0]?.start, spans.at(-1)?.end);
      });
    expect(windowsOf(11, 5)).toEqual([text]);
    expect(windowsOf(10, 5)).toEqual([text.slice(0, -6), 'a dog on the night stand']);
    expect(windowsOf(4, 4)).toEqual(['what is on the', 'dog a dog on', 'the night stand']);
    expect(windowsOf(4, 2)).toEqual([
      'what is on the',
      'on the dog a',
      'dog a dog on',
      'dog on the night',
      'the night stand',
    ]);
    for (const [length, stride] of [
      [0, 1],
      [19, 1],
      [4, 5],
      [4, 0],
    ] as const) {
      expect(() => windowsOf(length, stride)).toThrow(expect.objectContaining({ code: 'invalid-option' }));
    }
    for (const [refused, code] of [
      [' ', 'empty-text'],
      ['γιατί; 👍🏽', 'unknown-text'],
    ] as const) {
      expect(() => encoder.prepareWindows(refused, { length: 4, stride: 2 })).toThrow(
        expect.objectContaining({ code }),
      );
    }
  });

  it('reads as many tokens as the model was trained with, or as it is told', async () => {
    expect(encoder.maxLength).toBe(20);
    await using short = await createSentenceEncoder(pathToFileURL(tinyBert), { maxLength: 6 });
    const told: Truncation[] = [];
    const { slots } = await short.encode('what is on the dog', { onTruncation: (cut) => told.push(cut) });
    expect(slots[0]?.map((slot) => slot.kind)).toEqual(['special', 'span', 'span', 'span', 'span', 'special']);
    expect(told).toMatchObject([{ end: 14, tokensRead: 4, tokensGiven: 5 }]);
  });

  it('is told apart by its weights', async () => {
    expect(encoder.identity).toEqual({ name: 'tiny-bert', revision: expect.stringMatching(/^[0-9a-f]{12}$/) });
    const copy = join(folder, 'tiny-bert');
    await cp(tinyBert, copy, { recursive: true });
    await using same = await createSentenceEncoder(copy);
    expect(same.identity).toEqual(encoder.identity);
    await changeWeights(copy, (tensors) => {
      (tensors['encoder.layer.1.output.LayerNorm.bias'] as Tensor<'float32'>).data[3] = 0.5;
    });
    await using other = await createSentenceEncoder(copy);
    expect(other.identity.revision).not.toBe(encoder.identity.revision);
  });

  it('may have names that begin with bert', async () => {
    const copy = join(folder, 'with-prefix');
    await cp(tinyBert, copy, { recursive: true });
    await changeWeights(copy, (tensors) => {
      for (const [name, tensor] of Object.entries(tensors)) {
        tensors[`bert.${name}`] = tensor;
        delete tensors[name];
      }
    });
    await using prefixed = await createSentenceEncoder(copy);
    expectClose((await prefixed.embed('a dog')).data, goldens[0]?.embedding ?? [], 2e-5);
  });
});

async function changeWeights(model: string, change: (tensors: Record<string, Tensor>) => void): Promise<void> {
  const file = join(model, 'model.safetensors');
  const weights = await openSafetensors(file);
  const entries = await Promise.all(weights.names().map(async (name) => [name, await weights.read(name)] as const));
  const tensors: Record<string, Tensor> = Object.fromEntries(entries);
  change(tensors);
  await writeSafetensors(file, tensors);
}

describe('the lower layers alone', () => {
  it('give states that are not the last ones, of which the upper ones make the same vectors', async () => {
    await using half = await createSentenceEncoder(tinyBert, { stateLayers: 1 });
    expect([half.stateLayers, encoder.stateLayers]).toEqual([1, 2]);
    expect(half.identity).toEqual({ ...encoder.identity, revision: `${encoder.identity.revision}/1` });
    const texts = goldens.map(({ text }) => text);
    const embedding = goldens.flatMap((golden) => golden.embedding);
    const memory = await half.encode(texts);
    expect(largestDifference(memory, await encoder.encode(texts))).toBeGreaterThan(0.1);
    expectClose((await half.embed(texts)).data, embedding, 2e-5);
    for (const [own, states] of [
      [half, memory],
      [encoder, await encoder.encode(texts)],
    ] as const) {
      const { shape, data } = await own.embedMemory(states);
      expect(shape).toEqual([6, 16]);
      expectClose(data, embedding, 2e-5);
    }
  });

  it('count positions that the mask shows, wherever they are', async () => {
    const { states, mask, slots, encoder: identity } = await encoder.encode(['a dog', 'what is on the dog']);
    const turned = new Float32Array(states.data.length);
    for (let row = 0; row < 14; row++) {
      const place = row < 7 ? 6 - row : row;
      turned.set(states.data.subarray(row * 16, (row + 1) * 16), place * 16);
    }
    const bits = Uint8Array.from([...mask.data.subarray(0, 7)].reverse().concat([...mask.data.subarray(7)]));
    const memory = { states: { ...states, data: turned }, mask: { ...mask, data: bits }, slots, encoder: identity };
    expectClose((await encoder.embedMemory(memory)).data, [
      ...(await encoder.embed(['a dog', 'what is on the dog'])).data,
    ]);
  });

  it('refuse memories that are not theirs, and rows of nothing', async () => {
    await using half = await createSentenceEncoder(tinyBert, { stateLayers: 1 });
    const memory = await encoder.encode(['a dog', 'what is on the dog']);
    await expect(half.embedMemory(memory)).rejects.toMatchObject({
      code: 'wrong-encoder',
      message: expect.stringContaining('/1 with the width 16, came tiny-bert'),
    });
    const mask = { ...memory.mask, data: memory.mask.data.slice().fill(0, 7) };
    await expect(encoder.embedMemory({ ...memory, mask })).rejects.toMatchObject({
      code: 'empty-text',
      message: 'memory row 1: expected a position that may be attended to, came none',
    });
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(encoder.embedMemory(memory, { signal })).rejects.toThrow('enough');
  });
});

function largestDifference(one: Memory, other: Memory): number {
  return Math.max(...one.states.data.map((x, index) => Math.abs(x - (other.states.data[index] ?? 0))));
}

describe('what is refused', () => {
  async function withConfig(change: object): Promise<string> {
    const copy = join(folder, `config-${Object.keys(change).join('-')}`);
    await cp(tinyBert, copy, { recursive: true });
    const json = JSON.parse(await readFile(join(copy, 'config.json'), 'utf8'));
    await writeFile(join(copy, 'config.json'), JSON.stringify({ ...json, ...change }));
    return copy;
  }

  it.each([
    [{ model_type: 'roberta' }, 'unsupported-model', 'model_type: expected "bert", came "roberta"'],
    [{ hidden_act: 'relu' }, 'unsupported-model', 'hidden_act: expected "gelu", came "relu"'],
    [{ hidden_size: 'wide' }, 'invalid-config', 'hidden_size: expected a whole number from 1, came "wide"'],
    [{ num_attention_heads: 5 }, 'invalid-config', 'num_attention_heads: expected a divisor of 16, came 5'],
    [{ layer_norm_eps: 0 }, 'invalid-config', 'layer_norm_eps: expected a number above 0, came 0'],
    [{ num_hidden_layers: 3 }, 'missing-weight', 'encoder.layer.2'],
    [{ vocab_size: 30 }, 'shape-mismatch', 'word_embeddings'],
  ])('a configuration with %j', async (change, code, message) => {
    await expect(createSentenceEncoder(await withConfig(change))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  it('a folder without a model, and files that are no model', async () => {
    await expect(createSentenceEncoder(folder)).rejects.toMatchObject({ code: 'model-missing' });
    const copy = await withConfig({ pad_token_id: 0 });
    await writeFile(join(copy, 'config.json'), '{');
    await expect(createSentenceEncoder(copy)).rejects.toMatchObject({ code: 'invalid-config' });
    const damaged = await withConfig({ type_vocab_size: 2 });
    await writeFile(join(damaged, 'model.safetensors'), 'damaged');
    await expect(createSentenceEncoder(damaged)).rejects.toMatchObject({ name: 'CheckpointError' });
  });

  it('texts and options that do not fit', async () => {
    await expect(encoder.embed('')).rejects.toMatchObject({ code: 'empty-text' });
    await expect(encoder.embed([])).rejects.toMatchObject({ code: 'no-texts' });
    await expect(createSentenceEncoder(new URL('https://host/model'))).rejects.toMatchObject({ code: 'wrong-kind' });
    await expect(createSentenceEncoder(tinyBert, { maxLength: 25 })).rejects.toMatchObject({ code: 'invalid-option' });
    await expect(createSentenceEncoder(tinyBert, { maxLength: 2 })).rejects.toMatchObject({ code: 'invalid-option' });
    for (const stateLayers of [0, 1.5, 3]) {
      await expect(createSentenceEncoder(tinyBert, { stateLayers })).rejects.toMatchObject({
        code: 'invalid-option',
        message: `stateLayers: expected a whole number from 1 to 2, came ${stateLayers}`,
      });
    }
    await expect(createSentenceEncoder(tinyBert, { device: 'cpu' } as object)).rejects.toMatchObject({
      code: 'invalid-option',
      message: 'device: expected one of the options threads, workers, maxLength, stateLayers',
    });
  });
});
