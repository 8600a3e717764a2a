import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { openCheckpoint } from '@crossattn/checkpoint';
import { joinMemories, type Memory } from '@crossattn/core';
import { createDecoder } from '@crossattn/decoder';
import { samplePhoto } from '@crossattn/testing';
import { createTextEncoder } from '@crossattn/text';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, createVisualQuestionAnswerer, type VisualQuestionAnswerer } from '../src/index.js';
import { collect } from './collect.js';
import { expectSame } from './expect-same.js';
import { testedModel } from './tested-model.js';

const [cat, coffee, astronaut] = [samplePhoto('cat.jpg'), samplePhoto('coffee.jpg'), samplePhoto('astronaut.jpg')];
const questions = [
  'what is there on the table?',
  'how many dogs are there?',
  'what colour is the cup',
  'is there a cat?',
];
const [question = ''] = questions;

let answerer: VisualQuestionAnswerer;
beforeAll(async () => {
  answerer = await createVisualQuestionAnswerer({ model: testedModel });
});
afterAll(() => answerer.dispose());

describe('answer', () => {
  it('gives the likeliest answer with its probability', async () => {
    const answers = await answerer.answer({ image: cat, question });
    expect(answers).toHaveLength(1);
    const [{ answer, score, logProbability, tokens }] = answers as [Answer];
    expect(answer).not.toBe('');
    expect(score).toBeCloseTo(Math.exp(logProbability), 10);
    expect(score).toBeGreaterThan(0);
    expect(score).toBeLessThan(1);
    expect(tokens.map(({ text }) => text).join('')).toBe(answer);
    const product = tokens.reduce((sum, { probability }) => sum * probability, 1);
    expect(product).toBeGreaterThanOrEqual(score * 0.9999);
  });

  it('gives as many answers as asked for, all different, best first, with scores that sum to at most one', async () => {
    const answers = await answerer.answer({ image: cat, question, topK: 10 });
    expect(answers).toHaveLength(10);
    expect(new Set(answers.map(({ answer }) => answer)).size).toBe(10);
    const scores = answers.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeLessThanOrEqual(1);
  });

  it('gives each question of a batch over photos and questions what it gets alone', async () => {
    const requests = questions.flatMap((each) => [cat, coffee, astronaut].map((image) => ({ image, question: each })));
    const together = await answerer.answer(requests, { topK: 2, attention: true });
    expect(together).toHaveLength(requests.length);
    for (const [index, request] of requests.entries()) {
      expectSame(together[index] as Answer[], await answerer.answer({ ...request, topK: 2, attention: true }));
    }
  });

  it('lets each request have options of its own, which go before those of the call', async () => {
    const requests = [
      { image: cat, question, topK: 3 },
      { image: cat, question, candidates: ['yes', 'no'] },
      { image: cat, question },
      { image: coffee, question, maxTokens: 1 },
    ];
    const [three, chosen, shared, short] = await answerer.answer(requests, { topK: 2 });
    expect([three?.length, chosen?.length, shared?.length, short?.length]).toEqual([3, 2, 2, 2]);
    expect(short?.every(({ tokens, finishReason }) => tokens.length === 1 && finishReason === 'length')).toBe(true);
    expect(chosen?.map(({ answer }) => answer).sort()).toEqual(['no', 'yes']);
  });

  it('gives a list of one as a list, and nothing for nothing', async () => {
    const [only] = await answerer.answer([{ image: cat, question }]);
    expectSame(only as Answer[], await answerer.answer({ image: cat, question }));
    expect(await answerer.answer([])).toEqual([]);
  });

  it('reads photos in whatever form they come', async () => {
    const bytes = await readFile(cat);
    const expected = await answerer.answer({ image: cat, question });
    for (const image of [pathToFileURL(cat), bytes, new Blob([bytes])]) {
      expectSame(await answerer.answer({ image, question }), expected);
    }
  });

  it('is what the decoder writes about photo and question joined by hand', async () => {
    const checkpoint = await openCheckpoint(testedModel);
    await using textEncoder = await createTextEncoder(checkpoint);
    await using decoder = await createDecoder(checkpoint);
    const prepared = textEncoder.prepare(question);
    const memory = joinMemories([await answerer.encode(cat), await textEncoder.encode(prepared)]);
    const prompt = [...prepared.ids, ...(checkpoint.config.tasks.answer?.prompt ?? [])];
    const options = { task: 'answer', prompt, beams: 4, candidates: 4, minTokens: 1 } as const;
    const [written = []] = await decoder.generate(memory, options);
    const answers = await answerer.answer({ image: cat, question, beams: 4, topK: 4 });
    const expected = written.map(({ logProbability }) => logProbability).sort((left, right) => right - left);
    answers.forEach(({ logProbability }, index) => {
      expect(Math.abs(logProbability - (expected[index] as number))).toBeLessThan(1e-4);
    });
  });

  it('answers calls that overlap as if each were alone', async () => {
    const requests = [
      { image: cat, question },
      { image: coffee, question: questions[1] as string },
    ];
    const answers = await Promise.all(requests.map((request) => answerer.answer(request)));
    for (const [index, request] of requests.entries()) {
      expectSame(answers[index] as Answer[], await answerer.answer(request));
    }
  });
});

describe('attention', () => {
  it('shows for every token where it looked, in the photo and in the question', async () => {
    const [best] = (await answerer.answer({ image: coffee, question, attention: true })) as [Answer];
    const boxes = best.slots.filter(({ kind }) => kind === 'box');
    const words = best.slots.flatMap((slot) => (slot.kind === 'span' ? question.slice(slot.start, slot.end) : []));
    expect(best.slots.slice(0, boxes.length)).toEqual(boxes);
    expect(words).toEqual(['what', 'is', 'there', 'on', 'the', 'table', '?']);
    for (const { attention } of best.tokens) {
      const [layers = 0, heads = 0, length = 0] = attention?.shape ?? [];
      expect(length).toBe(boxes.length + words.length);
      for (let row = 0; row < layers * heads; row++) {
        const weights = attention?.data.subarray(row * length, (row + 1) * length) ?? new Float32Array();
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 4);
      }
    }
  });

  it('is not there unless it is asked for', async () => {
    const [best] = (await answerer.answer({ image: coffee, question })) as [Answer];
    for (const token of best.tokens) expect(token).not.toHaveProperty('attention');
  });
});

describe('candidates', () => {
  const candidates = ['yes', 'no', 'two cup'];

  it('are chosen among, with scores that sum to one', async () => {
    const answers = await answerer.answer({ image: cat, question, candidates: ['yes', 'no', 'two cup'] });
    expect(answers.map(({ answer }) => answer).sort()).toEqual(['no', 'two cup', 'yes']);
    const scores = answers.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 6);
    const [first, second] = answers as [Answer, Answer];
    expect(Math.log(first.score / second.score)).toBeCloseTo(first.logProbability - second.logProbability, 4);
  });

  it('have the probability that the model writes them with', async () => {
    const written = await answerer.answer({ image: cat, question, topK: 5 });
    const ended = written.filter(({ finishReason }) => finishReason === 'end');
    const chosen = await answerer.answer({ image: cat, question, candidates: ended.map(({ answer }) => answer) });
    expect(ended.length).toBeGreaterThan(0);
    for (const { answer, logProbability } of ended) {
      const same = chosen.find((each) => each.answer === answer);
      expect(Math.abs((same?.logProbability ?? 0) - logProbability)).toBeLessThan(1e-4);
    }
  });

  it('count once where they are equal, under the first spelling', async () => {
    const answers = await answerer.answer({ image: cat, question, candidates: ['Yes', 'no', ' yes ', 'NO'] });
    expect(answers.map(({ answer }) => answer).sort()).toEqual(['Yes', 'no']);
  });

  it('are cut to the best where fewer are wanted', async () => {
    const all = await answerer.answer({ image: cat, question, candidates });
    const [best, ...rest] = await answerer.answer({ image: cat, question, candidates, topK: 1 });
    expect(rest).toEqual([]);
    expectSame([best as Answer], all.slice(0, 1));
  });

  it('are scored for many questions in one pass as alone', async () => {
    const requests = [
      { image: cat, question, candidates },
      { image: coffee, question: 'is it red?', candidates: ['red', 'blue'] },
      { image: cat, question: questions[1] as string, candidates: ['one'] },
    ];
    const together = await answerer.answer(requests);
    for (const [index, request] of requests.entries()) {
      expectSame(together[index] as Answer[], await answerer.answer(request));
    }
  });
});

describe('stream', () => {
  it('yields the tokens of the greedy answer, then the answer', async () => {
    const parts = await collect(answerer.stream({ image: cat, question, attention: true }));
    const expected = await answerer.answer({ image: cat, question, beams: 1, attention: true });
    const end = parts.pop();
    if (end?.type !== 'answer-end') throw new Error('a stream ends with the answer');
    expectSame(end.answers, expected);
    expect(end.milliseconds.encode).toBeGreaterThan(0);
    expect(parts.map((part) => part.type === 'token' && part.token.text).join('')).toBe(expected[0]?.answer);
    expect(parts.map((part) => part.type === 'token' && part.index)).toEqual(parts.map((_, index) => index));
  });

  it('refuses a search', async () => {
    const request = { image: cat, question, topK: 2 } as object as { image: string; question: string };
    await expect(collect(answerer.stream(request))).rejects.toMatchObject({ code: 'unknown-option' });
  });
});

describe('encode', () => {
  it('makes memories that stand for their photos', async () => {
    const [first, second] = (await answerer.encode([cat, coffee])) as [Memory, Memory];
    const [ofFirst, ofSecond, ofThird] = await answerer.answer([
      { memory: second, question },
      { memory: first, question },
      { image: cat, question },
    ]);
    expectSame(ofFirst as Answer[], await answerer.answer({ image: coffee, question }));
    expectSame(ofSecond as Answer[], ofThird as Answer[]);
    expect(await answerer.encode([])).toEqual([]);
  });

  it('lets several photos be asked as one', async () => {
    const [first, second] = (await answerer.encode([cat, coffee])) as [Memory, Memory];
    const [best] = (await answerer.answer({ memory: joinMemories([first, second]), question })) as [Answer];
    const images = best.slots.flatMap((slot) => (slot.kind === 'box' ? slot.image : []));
    expect(new Set(images)).toEqual(new Set([0, 1]));
  });
});

describe('an answerer', () => {
  it('says which model it is', () => {
    expect(answerer.model).toMatch(/@.+/);
    expect(answerer.device).toBe('cpu');
    expect(answerer.encoder.name).toBe('crossattn-image-text');
  });

  it('computes the same with one thread, and refuses after its end', async () => {
    const single = await createVisualQuestionAnswerer({ model: testedModel, threads: 1 });
    expectSame(await single.answer({ image: cat, question }), await answerer.answer({ image: cat, question }));
    const session = await single.session(cat);
    await single.dispose();
    const disposed = { code: 'disposed' };
    await expect(single.answer({ image: cat, question })).rejects.toMatchObject(disposed);
    await expect(single.encode(cat)).rejects.toMatchObject(disposed);
    await expect(single.session(cat)).rejects.toMatchObject(disposed);
    await expect(session.ask(question)).rejects.toMatchObject(disposed);
    await expect(collect(session.stream(question))).rejects.toMatchObject(disposed);
    await expect(collect(single.stream({ image: cat, question }))).rejects.toMatchObject(disposed);
    await expect(collect(single.answerEach([]))).rejects.toMatchObject(disposed);
    await single.dispose();
  });
});
