import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../../test/closeness.js';
import { ReferenceStepper } from '../../test/reference-stepper.js';
import { loadTinyDecoder } from '../../test/tiny-decoder.js';
import { tinyMemory } from '../../test/tiny-memory.js';
import { beamSearch } from '../generation/beam-search.js';
import type { GenerateOptions } from '../generation/generate-options.js';
import { generateRows } from '../generation/generate-rows.js';
import type { Generation } from '../generation/generation.js';
import { planGeneration } from '../generation/plan-generation.js';
import { defaultsOf } from './defaults-of.js';
import type { StreamPart } from './stream-part.js';
import type { TextScore } from './text-score.js';

type Tiny = Awaited<ReturnType<typeof loadTinyDecoder>>;

let tiny: Tiny;
beforeAll(async () => {
  tiny = await loadTinyDecoder();
});
afterAll(() => tiny.decoder.dispose());

const used = [6, 2, 5, 6];
const ids = (text: Generation | undefined) => text?.tokens.map(({ id }) => id);

/** The same search over the float64 reference. */
async function byReference(options: GenerateOptions): Promise<Generation[][]> {
  const stepper = new ReferenceStepper(tiny.checkpoint, tinyMemory(6, used));
  const request = planGeneration(options, defaultsOf(tiny.checkpoint.config), used.length);
  if (request.plan.beams > 1) return beamSearch(stepper, request);
  const texts = used.map((): Generation[] => []);
  for await (const part of generateRows(stepper, request)) {
    if (part.type === 'generation-end') texts[part.item]?.push(part.generation);
  }
  return texts;
}

function expectSameTexts(actual: Generation[][], expected: Generation[][]): void {
  expect(actual.map((texts) => texts.map(ids))).toEqual(expected.map((texts) => texts.map(ids)));
  for (const [item, texts] of expected.entries()) {
    for (const [rank, text] of texts.entries()) {
      const own = actual[item]?.[rank] as Generation;
      expect(own.finishReason).toBe(text.finishReason);
      expect(own.logProbability).toBeCloseTo(text.logProbability, 4);
      expect(own.score).toBeCloseTo(text.score, 4);
      text.tokens.forEach(({ probability }, i) => {
        expect(own.tokens[i]?.probability).toBeCloseTo(probability, 5);
      });
    }
  }
}

describe('generate', () => {
  it.each<[string, GenerateOptions]>([
    ['greedy', { beams: 1 }],
    ['greedy, long and without repeats', { beams: 1, minTokens: 12, maxTokens: 12, noRepeatNgram: 1 }],
    ['the checkpoint’s defaults', {}],
    ['beams with candidates', { beams: 4, candidates: 4, lengthPenalty: 1, maxTokens: 8 }],
    ['prompts of several tokens', { beams: 2, prompt: [[3, 8], [3], [3, 9, 10, 11], [3]], minTokens: 3 }],
    ['sampling', { sampling: { seed: 5, temperature: 1.5, topK: 20, topP: 0.9 } }],
  ])('writes what the float64 reference writes: %s', async (_, options) => {
    const memory = await tiny.decoder.project(tinyMemory(6, used));
    expectSameTexts(await tiny.decoder.generate(memory, options), await byReference(options));
  });

  it('never writes padding, unknown or the prompt', async () => {
    const { decoder } = tiny;
    const sampling = { temperature: 50, seed: 1 };
    const options = { sampling, candidates: 200, minTokens: 10, maxTokens: 10, noRepeatNgram: 0 };
    const [texts = []] = await decoder.generate(tinyMemory(6, [6]), options);
    const written = new Set(texts.flatMap((text) => ids(text) ?? []));
    expect([...written].sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, i) => i + 4));
    expect(texts.map(({ score }) => score)).toEqual(texts.map(({ score }) => score).sort((a, b) => b - a));
  });

  it('gives a batch, a memory alone and a list of memories the same texts', async () => {
    const { decoder } = tiny;
    const options = { attention: true, candidates: 2, minTokens: 2 };
    const together = await decoder.generate(await decoder.project(tinyMemory(6, used)), options);
    const alone = await Promise.all(used.map((count, seed) => decoder.project(tinyMemory(6, [count], [seed]))));
    const listed = await decoder.generate(alone, options);
    for (const [item, memory] of alone.entries()) {
      const [single] = await decoder.generate(memory, options);
      expect(single?.map(ids)).toEqual(together[item]?.map(ids));
      expect(listed[item]?.map(ids)).toEqual(together[item]?.map(ids));
      const map = single?.[0]?.tokens[0]?.attention;
      expect(map?.shape).toEqual([2, 4, 6]);
      [...(map?.data ?? [])].forEach((weight, i) => {
        expect(together[item]?.[0]?.tokens[0]?.attention?.data[i]).toBeCloseTo(weight, 5);
      });
    }
  });

  it('serves calls that overlap', async () => {
    const { decoder } = tiny;
    const memory = await decoder.project(tinyMemory(6, used));
    const options: GenerateOptions[] = [{ beams: 1 }, { beams: 3 }, { beams: 2, maxTokens: 4 }];
    const expected: Generation[][][] = [];
    for (const each of options) expected.push(await decoder.generate(memory, each));
    const overlapping = await Promise.all(options.map((each) => decoder.generate(memory, each)));
    expect(overlapping).toEqual(expected);
  });

  it('writes from a memory without any position', async () => {
    const [texts] = await tiny.decoder.generate(tinyMemory(0, [0]), { beams: 1, attention: true });
    const [masked] = await tiny.decoder.generate(tinyMemory(4, [0]), { beams: 1 });
    expect(texts?.map(ids)).toEqual(masked?.map(ids));
  });

  it('gives another memory another text', async () => {
    const [one, , , other] = await tiny.decoder.generate(tinyMemory(6, used), { beams: 1, minTokens: 8 });
    expect(ids(one?.[0])).not.toEqual(ids(other?.[0]));
  });
});

describe('stream', () => {
  it('tells the tokens of generate one by one, then each whole text', async () => {
    const { decoder } = tiny;
    const memory = await decoder.project(tinyMemory(6, used));
    const whole = await decoder.generate(memory, { beams: 1, attention: true });
    const parts: StreamPart[] = [];
    for await (const part of decoder.stream(memory, { attention: true })) parts.push(part);
    for (const item of used.keys()) {
      const own = parts.filter((part) => part.item === item);
      const tokens = own.flatMap((part) => (part.type === 'token' ? [part.token] : []));
      expect(tokens).toEqual(whole[item]?.[0]?.tokens);
      expect(own.flatMap((part) => (part.type === 'token' ? [part.index] : []))).toEqual([...tokens.keys()]);
      expect(own.at(-1)).toEqual({ type: 'generation-end', item, generation: whole[item]?.[0] });
    }
  });

  it('samples', async () => {
    const options = { sampling: { seed: 9 }, maxTokens: 6 };
    const [[text] = []] = await tiny.decoder.generate(tinyMemory(6, [6]), options);
    for await (const part of tiny.decoder.stream(tinyMemory(6, [6]), options)) {
      if (part.type === 'generation-end') expect(part.generation).toEqual(text);
    }
  });

  it.each<object>([{ beams: 2 }, { candidates: 1 }])('refuses %j', async (options) => {
    const parts = tiny.decoder.stream(tinyMemory(6, [6]), options)[Symbol.asyncIterator]();
    await expect(parts.next()).rejects.toMatchObject({ code: 'unknown-option' });
  });
});

describe('score', () => {
  it('finds the probabilities that generation found', async () => {
    const { decoder } = tiny;
    const memory = await decoder.project(tinyMemory(6, used));
    for (const maxTokens of [2, 11]) {
      const texts = await decoder.generate(memory, { candidates: 3, maxTokens, lengthPenalty: 0 });
      for (const finishReason of ['end', 'length']) {
        const wanted = texts.map((own) => own.filter((text) => text.finishReason === finishReason));
        const scores = await decoder.score(
          memory,
          wanted.map((own) => own.map((text) => ids(text) ?? [])),
          { complete: finishReason === 'end' },
        );
        expect(scores.map((own) => own.length)).toEqual(wanted.map((own) => own.length));
        for (const [item, own] of wanted.entries()) {
          for (const [index, text] of own.entries()) {
            const score = scores[item]?.[index];
            expect(score?.logProbability).toBeCloseTo(text.logProbability, 4);
            text.tokens.forEach(({ id, probability }, i) => {
              expect(score?.tokens[i]).toEqual({ id, logProbability: expect.closeTo(Math.log(probability), 4) });
            });
            expect(score?.tokens).toHaveLength(text.tokens.length + (finishReason === 'end' ? 1 : 0));
          }
        }
      }
    }
  });

  it('gives a text the same score alone and in a list of any length', async () => {
    const { decoder } = tiny;
    const memory = await decoder.project(tinyMemory(6, used));
    const lists = used.map((_, item) =>
      Array.from({ length: item === 1 ? 1 : 300 }, (_, text) =>
        Array.from({ length: (text * 7) % 5 }, (_, place) => 4 + ((text + 3 * place + item) % 25)),
      ),
    );
    const prompt = used.map((_, item) => [3, 8, 9, 10].slice(0, item + 1));
    const scores = await decoder.score(memory, lists, { prompt });
    for (const [item, index] of [
      [0, 0],
      [0, 299],
      [1, 0],
      [2, 171],
      [3, 298],
    ] as const) {
      const alone = lists.map((list, own) => (own === item ? [list[index] as number[]] : []));
      const expected = (await decoder.score(memory, alone, { prompt }))[item]?.[0];
      const found = scores[item]?.[index];
      expect(found?.tokens.map(({ id }) => id)).toEqual(expected?.tokens.map(({ id }) => id));
      const numbers = (score: TextScore | undefined) => (score?.tokens ?? []).map((token) => token.logProbability);
      expectClose(numbers(found), numbers(expected));
    }
    expect(scores.map((own) => own.length)).toEqual([300, 1, 300, 300]);
  });

  it('stops between the pieces of a long list', async () => {
    const controller = new AbortController();
    const list = Array.from({ length: 3000 }, () => [4, 5, 6]);
    const scores = tiny.decoder.score(tinyMemory(6, [6]), [list], { signal: controller.signal });
    setImmediate(() => setImmediate(() => controller.abort(new Error('enough'))));
    await expect(scores).rejects.toThrow('enough');
  });

  it('continues a prompt', async () => {
    const memory = tinyMemory(6, [6]);
    const [[whole] = []] = await tiny.decoder.score(memory, [[[7, 8, 9, 10]]]);
    const [[rest] = []] = await tiny.decoder.score(memory, [[[9, 10]]], { prompt: [3, 7, 8] });
    expect(rest?.tokens).toEqual(
      whole?.tokens
        .slice(2)
        .map(({ id, logProbability }) => ({ id, logProbability: expect.closeTo(logProbability, 5) })),
    );
  });

  it.each<[string, unknown, object]>([
    ['invalid-option', [[[4]], [[4]]], {}],
    ['invalid-option', [4], {}],
    ['invalid-tokens', [[[29]]], {}],
    ['invalid-tokens', [[[]]], { complete: false }],
    ['invalid-option', [[[4]]], { complete: 1 }],
    ['unknown-option', [[[4]]], { beams: 2 }],
    ['too-long', [[new Array(14).fill(4)]], {}],
  ])('refuses with %s', async (code, texts, options) => {
    const scores = tiny.decoder.score(tinyMemory(6, [6]), texts as number[][][], options);
    await expect(scores).rejects.toMatchObject({ code });
  });

  it('fills the positions to the last one', async () => {
    const [[score] = []] = await tiny.decoder.score(tinyMemory(6, [6]), [[new Array(13).fill(4)]]);
    expect(score?.tokens).toHaveLength(14);
    expect(await tiny.decoder.score(tinyMemory(6, [6]), [[]])).toEqual([[]]);
  });
});
