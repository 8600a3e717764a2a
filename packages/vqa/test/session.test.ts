import { samplePhoto } from '@crossattn/testing';
import { InferenceSession } from 'onnxruntime-node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, createVisualQuestionAnswerer, type VisualQuestionAnswerer } from '../src/index.js';
import { collect } from './collect.js';
import { expectSame } from './expect-same.js';
import { testedModel } from './tested-model.js';

const cat = samplePhoto('cat.jpg');
const coffee = samplePhoto('coffee.jpg');
const words = ['dog', 'cat', 'cup', 'table', 'red', 'white', 'black', 'blue'];
const questions = words.flatMap((noun) => words.map((other) => `is there a ${noun} on the ${other}?`));

let answerer: VisualQuestionAnswerer;
beforeAll(async () => {
  answerer = await createVisualQuestionAnswerer({ model: testedModel });
});
afterAll(() => answerer.dispose());
afterEach(() => vi.restoreAllMocks());

/** Runs of the network by what they take in, as the runtime itself sees them. */
function countRuns() {
  const { prototype } = InferenceSession as unknown as { prototype: InferenceSession };
  const run = vi.spyOn(prototype, 'run');
  const feeds = () => run.mock.calls.map(([inputs]) => inputs as Record<string, { readonly dims: readonly number[] }>);
  return {
    encoder: () => feeds().filter((inputs) => 'pixels' in inputs).length,
    /** Positions of every memory that was projected. */
    projected: () => feeds().flatMap(({ states }) => (states ? [states.dims[1]] : [])),
    texts: () => feeds().filter((inputs) => 'ids' in inputs).length,
  };
}

describe('a session', () => {
  it('encodes and projects its photo once, however many questions follow', async () => {
    const runs = countRuns();
    const before = answerer.statistics;
    await using session = await answerer.session(cat);
    const bytes = session.byteLength;
    const together = await session.ask(questions);
    const singly: Answer[][] = [];
    for (const question of questions.slice(0, 8)) singly.push(await session.ask(question));
    expect(runs.encoder()).toBe(1);
    // The photo's memory, the questions that were asked together, and each that was asked alone.
    expect(runs.projected().filter((length) => length === session.slots.length)).toHaveLength(1);
    expect(runs.projected()).toHaveLength(1 + 1 + 8);
    expect(session.byteLength).toBe(bytes);
    expect(together).toHaveLength(64);
    for (const [index, answers] of singly.entries()) expectSame(answers, together[index] as Answer[]);
    const { photosEncoded, photosProjected, questionsEncoded } = answerer.statistics;
    expect(photosEncoded - before.photosEncoded).toBe(1);
    expect(photosProjected - before.photosProjected).toBe(1);
    expect(questionsEncoded - before.questionsEncoded).toBe(64 + 8);
  });

  it('answers as a call about the photo does, and streams', async () => {
    await using session = await answerer.session(cat);
    const [question = ''] = questions;
    const expected = await answerer.answer({ image: cat, question, topK: 3 });
    expectSame(await session.ask(question, { topK: 3 }), expected);
    const end = (await collect(session.stream(question))).at(-1);
    expectSame(
      end?.type === 'answer-end' ? end.answers : [],
      await answerer.answer({ image: cat, question, beams: 1 }),
    );
    expect(await session.ask([])).toEqual([]);
  });

  it('gives its memory away, from which another session starts without the encoder', async () => {
    await using session = await answerer.session(cat);
    const runs = countRuns();
    await using again = await answerer.session({ memory: session.memory });
    const [question = ''] = questions;
    expectSame(await again.ask(question), await session.ask(question));
    expect(again.slots).toEqual(session.slots);
    expect(runs.encoder()).toBe(0);
  });

  it('answers what was asked before its end', async () => {
    const session = await answerer.session(cat);
    const [question = ''] = questions;
    const expected = await session.ask(question);
    const asked = [session.ask(question), session.ask([question])];
    const disposed = session.dispose();
    expect(session.byteLength).toBe(0);
    await expect(session.ask(question)).rejects.toMatchObject({ code: 'disposed' });
    expect(await Promise.all(asked)).toEqual([expected, [expected]]);
    await disposed;
  });

  it('refuses questions after its end', async () => {
    const session = await answerer.session(cat);
    await session.dispose();
    expect(session.byteLength).toBe(0);
    await expect(session.ask('is there a dog?')).rejects.toMatchObject({ code: 'disposed' });
    await expect(collect(session.stream('is there a dog?'))).rejects.toMatchObject({ code: 'disposed' });
    await session.dispose();
  });
});

describe('a batch', () => {
  it('encodes a photo once that several requests ask, and an equal question once', async () => {
    const runs = countRuns();
    await answerer.answer([
      { image: cat, question: 'is there a dog?' },
      { image: coffee, question: 'is there a dog?' },
      { image: cat, question: 'what is there?' },
      { image: coffee, question: 'what is there?' },
    ]);
    // Two photos run through the network together, and each is projected; the questions are one batch.
    expect(runs.encoder()).toBe(1);
    expect(runs.projected()).toHaveLength(3);
    expect(runs.texts()).toBe(1);
  });

  it('keeps photos ready from batch to batch, as many as it is told', async () => {
    const requests = Array.from({ length: 12 }, (_, index) => ({
      image: index % 2 === 0 ? cat : coffee,
      question: questions[index] as string,
    }));
    const encodedBy = async (options: { batch: number; photos?: number }) => {
      const before = answerer.statistics.photosEncoded;
      await collect(answerer.answerEach(requests, options));
      return answerer.statistics.photosEncoded - before;
    };
    expect(await encodedBy({ batch: 1 })).toBe(2);
    expect(await encodedBy({ batch: 1, photos: 1 })).toBe(12);
    expect(await encodedBy({ batch: 12, photos: 2 })).toBe(2);
  });
});
