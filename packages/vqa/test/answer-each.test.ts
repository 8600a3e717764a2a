import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePhoto, writeOddPhotos } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  type AnswerRequest,
  createVisualQuestionAnswerer,
  type VisualQuestionAnswerer,
} from '../src/index.js';
import { collect } from './collect.js';
import { expectSame } from './expect-same.js';
import { otherModel, testedModel } from './tested-model.js';

const [cat, coffee] = [samplePhoto('cat.jpg'), samplePhoto('coffee.jpg')];
const question = 'what is there on the table?';
const folder = mkdtempSync(join(tmpdir(), 'vqa-each-'));

let answerer: VisualQuestionAnswerer;
beforeAll(async () => {
  answerer = await createVisualQuestionAnswerer({ model: testedModel });
});
afterAll(async () => {
  await answerer.dispose();
  rmSync(folder, { recursive: true });
});

const codeOf = (error: unknown) => (error as { code?: string }).code;

describe('answerEach', () => {
  it('answers any number of questions in their order', async () => {
    async function* arriving(): AsyncGenerator<AnswerRequest> {
      for (const image of [cat, coffee, cat, coffee, cat]) yield { image, question };
    }
    const outcomes = await collect(answerer.answerEach(arriving(), { batch: 2, topK: 2 }));
    expect(outcomes.map(({ index, type }) => [index, type])).toEqual([0, 1, 2, 3, 4].map((index) => [index, 'answer']));
    const expected = await answerer.answer(
      [
        { image: cat, question },
        { image: coffee, question },
      ],
      { topK: 2 },
    );
    for (const outcome of outcomes) {
      if (outcome.type !== 'answer') continue;
      expectSame(outcome.answers, expected[outcome.index % 2] as Answer[]);
      expect(outcome.question).toBe(question);
      expect(outcome.milliseconds.decode).toBeGreaterThan(0);
      expect(outcome.milliseconds.question).toBeGreaterThan(0);
    }
    // The photo's cost stands where it arose: with the first question to it.
    expect(outcomes.map((outcome) => outcome.type === 'answer' && outcome.milliseconds.encode > 0)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('keeps what fails apart, each with its error, and the others still come', async () => {
    const odd = writeOddPhotos(join(folder, 'odd'));
    await using other = await createVisualQuestionAnswerer({ model: otherModel });
    const foreign = await other.encode(cat);
    const own = await answerer.encode([cat, coffee]);
    const failing: [unknown, string][] = [
      ...odd.flatMap(({ path, code }): [unknown, string][] => (code ? [[{ image: path, question }, code]] : [])),
      [{ image: cat, question: '' }, 'empty-text'],
      [{ image: cat, question: ' \n\t' }, 'empty-text'],
      [{ image: cat }, 'invalid-text'],
      [{ image: cat, question: 'Что на столе?' }, 'unknown-text'],
      [{ image: cat, question: 'テーブルの上に何がありますか' }, 'unknown-text'],
      [{ image: cat, question, candidates: [] }, 'empty-candidates'],
      [{ image: cat, question, candidates: ['yes', ' '] }, 'invalid-candidate'],
      [{ image: cat, question, candidates: ['yes', 'zzyzx'] }, 'unknown-word'],
      [{ image: cat, question, topk: 2 }, 'unknown-option'],
      [{ question }, 'invalid-request'],
      [{ image: cat, memory: own[0], question }, 'invalid-request'],
      [{ memory: foreign, question }, 'wrong-memory'],
      [{ memory: { ...own[0], states: { ...own[0]?.states, shape: [2, 8, 16] } }, question }, 'invalid-memory'],
      [{ memory: {}, question }, 'invalid-memory'],
      [null, 'invalid-option'],
    ];
    const requests = failing.flatMap(([request]) => [request, { image: cat, question }]) as AnswerRequest[];
    const outcomes = await collect(answerer.answerEach(requests, { batch: 5 }));
    expect(outcomes.map(({ index }) => index)).toEqual(requests.map((_, index) => index));
    const [expected] = await answerer.answer([{ image: cat, question }]);
    for (const [place, [, code]] of failing.entries()) {
      const [failure, success] = outcomes.slice(place * 2, place * 2 + 2);
      expect(failure?.type === 'error' && codeOf(failure.error)).toBe(code);
      expectSame(success?.type === 'answer' ? success.answers : [], expected as Answer[]);
    }
  });

  it('says where it stopped reading a question that is too long, or refuses it', async () => {
    const long = Array.from({ length: 10_000 }, () => 'dog').join(' ');
    const [outcome] = await collect(answerer.answerEach([{ image: cat, question: long }]));
    if (outcome?.type !== 'answer') throw new Error('a long question is cut');
    const { truncation, answers, question: asked } = outcome;
    expect(asked).toBe(long);
    const read = truncation?.tokensRead ?? 0;
    expect(truncation?.end).toBe(read * 4 - 1);
    expect(truncation?.message).toContain(String(truncation?.end));
    expectSame(answers, await answerer.answer({ image: cat, question: long.slice(0, read * 4 - 1) }));
    const [refused] = await collect(answerer.answerEach([{ image: cat, question: long }], { overlong: 'refuse' }));
    expect(refused?.type === 'error' && codeOf(refused.error)).toBe('text-too-long');
  });

  it('refuses options of the call before anything is asked', async () => {
    const wrong: [object, string][] = [
      [{ batch: 0 }, 'invalid-option'],
      [{ batch: 1.5 }, 'invalid-option'],
      [{ photos: 0 }, 'invalid-option'],
      [{ topK: 0 }, 'invalid-option'],
      [{ candidates: [] }, 'empty-candidates'],
      [{ beam: 3 }, 'unknown-option'],
    ];
    for (const [options, code] of wrong) {
      await expect(collect(answerer.answerEach([{ image: cat, question }], options))).rejects.toMatchObject({ code });
    }
  });

  it('throws what the requests themselves throw', async () => {
    async function* broken(): AsyncGenerator<AnswerRequest> {
      yield { image: cat, question };
      throw new Error('the list ended badly');
    }
    await expect(collect(answerer.answerEach(broken()))).rejects.toThrow('ended badly');
  });
});
