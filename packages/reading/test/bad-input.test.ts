import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  loadMemory,
  openMemories,
  openSafetensors,
  saveMemories,
  saveMemory,
  writeSafetensors,
} from '@crossattn/checkpoint';
import { createMemory, type Tensor } from '@crossattn/core';
import type { Truncation } from '@crossattn/text';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createReader,
  joinPassages,
  type PassageMemory,
  type Reader,
  ReadingError,
  type ReadRequest,
} from '../src/index.js';
import { expectSame } from './expect-same.js';
import { writeTinyReader } from './tiny-reader.js';

const question = 'what is on the dog?';
const passages = ['a dog is on the night stand', 'the dog'];

let folder: Awaited<ReturnType<typeof writeTinyReader>>;
let reader: Reader;
let scratch: string;
beforeAll(async () => {
  folder = await writeTinyReader();
  reader = await createReader({ model: folder.model, threads: 1 });
  scratch = await mkdtemp(join(tmpdir(), 'crossattn-reading-'));
});
afterAll(async () => {
  await reader.dispose();
  await folder[Symbol.asyncDispose]();
  await rm(scratch, { recursive: true });
});

const refusal = (request: unknown) => reader.read(request as ReadRequest).catch((error) => error);

/** Memories of passages that were saved and read again. */
async function throughFile(name: string, memories: readonly PassageMemory[], texts: readonly string[]) {
  const path = join(scratch, `${name}.safetensors`);
  await saveMemories(
    path,
    memories.map((memory, index) => [`${index}`, memory]),
  );
  const file = await openMemories(path, { encoder: reader.identity });
  return Promise.all(texts.map(async (text, index) => ({ ...(await file.read(`${index}`)), passages: [text] })));
}

describe('questions', () => {
  it.each([
    ['', 'empty-text'],
    [' \n\t', 'empty-text'],
    ['γιατί;', 'unknown-text'],
    [7, 'invalid-text'],
    [undefined, 'invalid-text'],
  ])('%j is refused: %s', async (text, code) => {
    expect(await refusal({ question: text, passages })).toMatchObject({ name: 'TextError', code });
  });

  it('of 100,000 words are cut, and it is told', async () => {
    const told: Truncation[] = [];
    const request = { question: 'what is the dog on '.repeat(20_000), passages };
    const answers = await reader.read({ ...request, onTruncation: (cut) => told.push(cut) });
    expect(told).toMatchObject([
      { tokensRead: 6, end: 23, message: expect.stringContaining('at most 6 tokens, came at least') },
    ]);
    expectSame(answers, await reader.read({ question: 'what is the dog on what', passages }));
    const refused = { question: 'what is the dog on the stand', passages, overlong: 'refuse' };
    expect(await refusal(refused)).toMatchObject({ code: 'text-too-long' });
    expect(await refusal({ ...request, overlong: 'refuse' })).toMatchObject({
      code: 'text-too-long',
      message: expect.stringContaining('at most 6 tokens, came at least'),
    });
  });

  it('of SQL are questions', async () => {
    const asked = await reader.read({ question: "'; DROP TABLE dog; --", passages });
    expect(asked.length).toBeGreaterThan(1);
  });
});

describe('passages', () => {
  it.each([
    [[], 'no-passages', 'passages'],
    [Array(201).fill('a dog'), 'too-many-passages', '201'],
    [['a dog', ''], 'empty-passage', 'passages[1]'],
    [['a dog', 'the dog', ' \r\n'], 'empty-passage', 'passages[2]'],
    [[null], 'invalid-passage', 'passages[0]'],
    [['a dog', { text: 'a dog' }], 'invalid-passage', 'passages[1]'],
    ['a dog', 'invalid-passage', 'passages'],
  ])('%j', async (given, code, place) => {
    for (const error of [
      await refusal({ question, passages: given }),
      await reader.encode(given as string[]).catch((error) => error),
    ]) {
      expect(error).toBeInstanceOf(ReadingError);
      expect(error).toMatchObject({ code, message: expect.stringContaining(place) });
    }
  });

  it('of 200 are read, and those without a known word hold no answer', async () => {
    const many = [...Array<string>(196).fill('a dog'), 'ξένος γιατί', '👍🏽!', '\u0000', 'the night stand'];
    const answers = await reader.read({ question, passages: many, topK: 1000 });
    expect(answers[0]?.attention.passages).toHaveLength(200);
    const alone = await reader.read({ question, passages: many.toSpliced(196, 3), topK: 1000 });
    expect(answers.map(({ answer, score }) => ({ answer, score }))).toEqual(
      alone.map(({ answer, score }) => ({ answer, score })),
    );
    const unread = { weight: 0, words: [] };
    expect(answers[0]?.attention.passages.slice(196, 199)).toEqual([unread, unread, unread]);
  });

  it('that are all without a known word answer nothing', async () => {
    const strange = ['ξένος', '\u0000'];
    for (const request of [{ passages: strange }, { memories: await reader.encode(strange) }]) {
      const unread = { weight: 0, words: [] };
      const attention = { nowhere: 1, passages: [unread, unread] };
      expect(await reader.read({ question, ...request })).toEqual([
        { answer: null, score: 1, citations: [], attention },
      ]);
    }
  });

  it('without a known word keep their place among memories, joined or in files', async () => {
    const mixed = ['ξένος', 'a dog is on the night stand', '\u0000', 'the dog'];
    const answers = await reader.read({ question, passages: mixed, topK: 1000 });
    const memories = await reader.encode(mixed);
    expectSame(await reader.read({ question, memories, topK: 1000 }), answers);
    const joined = joinPassages(memories);
    expectSame(await reader.read({ question, memories: [joined], topK: 1000 }), answers);
    const loaded = await throughFile('strange', memories, mixed);
    expectSame(await reader.read({ question, memories: loaded, topK: 1000 }), answers);
  });

  it('or memories, one of both', async () => {
    const memories = await reader.encode(passages);
    for (const request of [{ question }, { question, passages, memories }]) {
      expect(await refusal(request)).toMatchObject({ code: 'invalid-request' });
    }
  });
});

describe('options', () => {
  it.each([
    [{ topK: 0 }, 'invalid-option'],
    [{ topK: 1.5 }, 'invalid-option'],
    [{ signal: 'x' }, 'invalid-option'],
    [{ topk: 1 }, 'unknown-option'],
  ])('%j', async (options, code) => {
    expect(await refusal({ question, passages, ...options })).toMatchObject({ name: 'ReadingError', code });
    const many = reader.readEach([{ question, passages }], options as object)[Symbol.asyncIterator]();
    await expect(many.next()).rejects.toMatchObject({ code });
  });

  it.each([[[1]], [1], [passages.map(() => 0)], [passages.map(() => Number.NaN)]])('priors %j', async (priors) => {
    const error = await refusal({ question, passages, priors });
    expect(error).toMatchObject({ name: 'ReadingError', code: 'invalid-option' });
    expect(error.message).toContain('priors');
  });

  it('of the call hold for a request that has them as undefined', async () => {
    const requests = [{ question, passages, topK: undefined } as unknown as ReadRequest];
    for await (const outcome of reader.readEach(requests, { topK: 2 }))
      expect(outcome).toMatchObject({ type: 'answers', answers: { length: 2 } });
    const odd = [{ question, passages, signal: 'x' } as unknown as ReadRequest];
    for await (const outcome of reader.readEach(odd))
      expect(outcome).toMatchObject({ type: 'error', error: { name: 'ReadingError', code: 'invalid-option' } });
  });

  it('that contradict or are none', async () => {
    expect(await refusal({ question, passages, overlong: 'cut' })).toMatchObject({ code: 'invalid-option' });
    expect(await refusal(null)).toMatchObject({ code: 'invalid-option' });
    await expect(reader.encode(passages, { topK: 1 } as object)).rejects.toMatchObject({ code: 'unknown-option' });
    await expect(reader.encode(passages, { signal: 'x' } as object)).rejects.toMatchObject({ code: 'invalid-option' });
  });
});

describe('memories', () => {
  let memories: PassageMemory[];
  beforeAll(async () => {
    memories = await reader.encode(passages);
  });

  it('are saved, and asked in another process or by another reader of the same model', async () => {
    const loaded = await throughFile('passages', memories, passages);
    await using other = await createReader({ model: folder.model, threads: 1 });
    const expected = await reader.read({ question, passages });
    expectSame(await other.read({ question, memories: loaded }), expected);
    expect(other.statistics.passagesEncoded).toBe(0);
  });

  it('of another encoder are refused, from files too', async () => {
    const stranger = { ...memories[0], encoder: { name: 'stranger', revision: '1' } };
    const error = await refusal({ question, memories: [stranger] });
    expect(error).toMatchObject({ name: 'ReadingError', code: 'wrong-encoder' });
    expect(error.message).toContain('stranger');
    const path = join(scratch, 'stranger.safetensors');
    await saveMemory(path, createMemory(stranger as PassageMemory));
    await expect(loadMemory(path, { encoder: reader.identity })).rejects.toMatchObject({ code: 'wrong-encoder' });
  });

  it('with texts that are not theirs are refused', async () => {
    const [memory] = memories as [PassageMemory];
    for (const texts of [['a dog is on the night'], ['a dog is on the night stands'], [...passages]]) {
      const error = await refusal({ question, memories: [{ ...memory, passages: texts }] });
      expect(error).toMatchObject({ name: 'ReadingError', code: 'wrong-text' });
    }
  });

  it.each([
    ['no list', () => memories[0], 'invalid-memory'],
    ['none', () => [], 'no-passages'],
    ['no texts', () => [{ ...memories[0], passages: undefined }], 'invalid-memory'],
    ['no passages', () => [{ ...memories[0], passages: [] }], 'no-passages'],
    ['nothing', () => [null], 'invalid-memory'],
    ['too many', () => Array(201).fill(memories[1]), 'too-many-passages'],
    ['a question', async () => [{ ...(await encodedText('the dog')), passages: ['the dog'] }], 'wrong-text'],
    ['a batch', async () => [{ ...(await encodedText(passages)), passages: [...passages] }], 'invalid-memory'],
  ])('that are none: %s', async (_, given, code) => {
    expect(await refusal({ question, memories: await given() })).toMatchObject({ name: 'ReadingError', code });
  });
});

/** What the sentence encoder makes of texts, as if the reader had made it. */
async function encodedText(texts: string | readonly string[]) {
  return { ...(await reader.encoder.encode(texts)), encoder: reader.identity };
}

describe('a model', () => {
  const broken = async (change: (model: string) => Promise<unknown>) => {
    const model = await mkdtemp(join(scratch, 'model-'));
    await cp(folder.model, model, { recursive: true });
    await change(model);
    return createReader({ model, threads: 1 }).then(
      async (made) => made.dispose().then(() => undefined),
      (error) => error,
    );
  };
  const withConfig = (change: (config: Record<string, unknown>) => unknown) =>
    broken(async (model) => {
      const config = JSON.parse(await readFile(join(model, 'config.json'), 'utf8'));
      change(config);
      await writeFile(join(model, 'config.json'), JSON.stringify(config));
    });

  it('that is not there, or not whole', async () => {
    await expect(createReader({ model: join(scratch, 'none') })).rejects.toMatchObject({ code: 'not-found' });
    expect(await broken((model) => rm(join(model, 'reader.safetensors')))).toMatchObject({ code: 'not-found' });
    expect(await broken((model) => rm(join(model, 'encoder/config.json')))).toMatchObject({ code: 'model-missing' });
    expect(await broken((model) => writeFile(join(model, 'config.json'), '{'))).toMatchObject({
      code: 'invalid-config',
    });
  });

  it.each([
    ['model_type', 'bert'],
    ['format_version', 1],
    ['windows', { length: 8, stride: 9 }],
    ['question_length', 0],
    ['calibration', { threshold: 0, temperature: 0 }],
    ['reader', { width: 16, heads: 3, separate_layers: 1, layers: 2, feed_forward: 32, pointer: 8 }],
  ])('whose config.json has another %s', async (name, value) => {
    const error = await withConfig((config) => {
      config[name] = value;
    });
    expect(error).toMatchObject({ name: 'CheckpointError', code: 'invalid-config' });
    expect(error.message).toContain(name);
  });

  it('whose parts do not fit together', async () => {
    const wide = { width: 32, heads: 4, separate_layers: 1, layers: 2, feed_forward: 32, pointer: 8 };
    expect(await withConfig((config) => Object.assign(config, { reader: wide }))).toMatchObject({
      name: 'ReadingError',
      code: 'wrong-encoder',
    });
    const windows = { length: 99, stride: 9 };
    expect(await withConfig((config) => Object.assign(config, { windows }))).toMatchObject({ code: 'wrong-encoder' });
    const encoder = { revision: 'another' };
    expect(await withConfig((config) => Object.assign(config, { encoder }))).toMatchObject({ code: 'wrong-encoder' });
    const lacking = await broken(async (model) => {
      const path = join(model, 'reader.safetensors');
      const weights = await openSafetensors(path);
      const tensors: Record<string, Tensor> = {};
      for (const name of weights.names())
        if (name !== 'pointer.end_key.weight') tensors[name] = await weights.read(name);
      await writeSafetensors(path, tensors);
    });
    expect(lacking).toMatchObject({ name: 'OnnxError', code: 'missing-weight' });
  });

  it('on a device that it does not run on, or with an option that there is not', async () => {
    const { model } = folder;
    await expect(createReader({ model, device: 'tpu' as 'cpu' })).rejects.toMatchObject({ code: 'unsupported-device' });
    await expect(createReader({ model, thread: 1 } as never)).rejects.toMatchObject({ code: 'unknown-option' });
    await expect(createReader({ model, threads: 0 })).rejects.toMatchObject({ code: 'invalid-option' });
  });
});

it('a reader that was disposed of finishes what it began and refuses the rest', async () => {
  const short = await createReader({ model: folder.model, threads: 1 });
  const begun = short.read({ question, passages });
  await short.dispose();
  expect((await begun).length).toBeGreaterThan(1);
  await short.dispose();
  await expect(short.read({ question, passages })).rejects.toMatchObject({ code: 'disposed' });
  await expect(short.encode(passages)).rejects.toMatchObject({ code: 'disposed' });
  await expect(short.readEach([])[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'disposed' });
});
