import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMemory, saveMemory } from '@crossattn/checkpoint';
import { CrossattnError } from '@crossattn/core';
import { brokenModels, samplePhoto } from '@crossattn/testing';
import type { Truncation } from '@crossattn/text';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type AnswerRequest, createVisualQuestionAnswerer, type VisualQuestionAnswerer } from '../src/index.js';
import { collect } from './collect.js';
import { expectSame } from './expect-same.js';
import { captionModel, otherModel, testedModel } from './tested-model.js';

const cat = samplePhoto('cat.jpg');
const question = 'is there a dog on the table?';
const folder = mkdtempSync(join(tmpdir(), 'vqa-bad-'));

let answerer: VisualQuestionAnswerer;
beforeAll(async () => {
  answerer = await createVisualQuestionAnswerer({ model: testedModel });
});
afterAll(async () => {
  await answerer.dispose();
  rmSync(folder, { recursive: true });
});

describe('questions', () => {
  it.each([
    ['', 'empty-text'],
    ['  \n', 'empty-text'],
    [undefined, 'invalid-text'],
    [7, 'invalid-text'],
    ['Τι υπάρχει στο τραπέζι;', 'unknown-text'],
    ['桌子上有什么?', 'unknown-text'],
    ['ما هذا؟', 'unknown-text'],
  ])('%j is refused', async (bad, code) => {
    const error = await answerer.answer({ image: cat, question: bad as string }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CrossattnError);
    expect(error).toMatchObject({ code });
  });

  it('with characters of all kinds among known words keep their places', async () => {
    const odd = '👩‍👩‍👧 is thére a DOG 日本 on the table? ';
    const [best] = await answerer.answer({ image: cat, question: odd, attention: true });
    const words = best?.slots.flatMap((slot) => (slot.kind === 'span' ? odd.slice(slot.start, slot.end) : [])) ?? [];
    expect(words).toContain('DOG');
    expect(words).toContain('日本');
    expect(words.join('')).toBe(words.join('').trim());
  });

  it('that are too long are cut, and the cut is told', async () => {
    const long = `is there a dog ${'on the table '.repeat(3_333)}?`;
    const told: Truncation[] = [];
    const onTruncation = (truncation: Truncation) => told.push(truncation);
    const requests = [
      { image: cat, question },
      { image: cat, question: long },
    ];
    const [, cut] = await answerer.answer(requests, { onTruncation });
    expect(told).toEqual([expect.objectContaining({ text: 1, message: expect.stringContaining('at least') })]);
    const end = told[0]?.end ?? 0;
    expectSame(cut ?? [], await answerer.answer({ image: cat, question: long.slice(0, end) }));
    const emitWarning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    await using session = await answerer.session(cat);
    await session.ask(long);
    expect(emitWarning).toHaveBeenCalledWith(expect.stringContaining(`offset ${end}`), expect.anything());
    emitWarning.mockRestore();
    await expect(answerer.answer({ image: cat, question: long }, { overlong: 'refuse' })).rejects.toMatchObject({
      code: 'text-too-long',
    });
    const last = (await collect(answerer.stream({ image: cat, question: long }))).at(-1);
    expect(last?.type === 'answer-end' && last.truncation?.end).toBe(end);
  });
});

describe('options', () => {
  const many = Array.from({ length: 60 }, () => 'dog').join(' ');
  it.each([
    [{ topK: 0 }, 'invalid-option'],
    [{ topK: 65 }, 'invalid-option'],
    [{ topK: 1.5 }, 'invalid-option'],
    [{ topK: 4, beams: 3 }, 'conflicting-options'],
    [{ beams: 1_000_000 }, 'invalid-option'],
    [{ maxTokens: 0 }, 'invalid-option'],
    [{ maxTokens: 1_000 }, 'invalid-option'],
    [{ attention: 'yes' }, 'invalid-option'],
    [{ candidates: 'yes' }, 'invalid-option'],
    [{ candidates: [] }, 'empty-candidates'],
    [{ candidates: [''] }, 'invalid-candidate'],
    [{ candidates: [7] }, 'invalid-candidate'],
    [{ candidates: [many] }, 'invalid-candidate'],
    [{ candidates: ['dog', 'zzyzx dog'] }, 'unknown-word'],
    [{ candidates: ['yes'], beams: 2 }, 'conflicting-options'],
    [{ candidates: ['yes'], maxTokens: 2 }, 'conflicting-options'],
    [{ candidates: ['yes'], attention: true }, 'conflicting-options'],
    [{ prompt: [4] }, 'unknown-option'],
    [{ maxPixels: 5 }, 'unknown-option'],
  ])('%j is refused', async (options, code) => {
    const request = { image: cat, question, ...options } as object as AnswerRequest;
    await expect(answerer.answer(request)).rejects.toMatchObject({ code });
  });

  it('of reading photos are the call’s', async () => {
    const small = { maxPixels: 1000 };
    await expect(answerer.answer({ image: cat, question }, small)).rejects.toMatchObject({ code: 'image-too-large' });
    await expect(answerer.session(cat, small)).rejects.toMatchObject({ code: 'image-too-large' });
    await expect(answerer.encode(cat, small)).rejects.toMatchObject({ code: 'image-too-large' });
  });
});

describe('memory files', () => {
  it('stand in for their photos, and are refused by another model', async () => {
    const file = join(folder, 'cat.safetensors');
    await saveMemory(file, await answerer.encode(cat));
    const memory = await loadMemory(file, { encoder: answerer.encoder });
    expectSame(await answerer.answer({ memory, question }), await answerer.answer({ image: cat, question }));
    await using other = await createVisualQuestionAnswerer({ model: otherModel });
    await expect(loadMemory(file, { encoder: other.encoder })).rejects.toMatchObject({ code: 'wrong-encoder' });
    await expect(other.answer({ memory, question })).rejects.toMatchObject({ code: 'wrong-memory' });
    await expect(other.session({ memory })).rejects.toMatchObject({ code: 'wrong-memory' });
  });

  it('that were damaged are refused', async () => {
    const file = join(folder, 'whole.safetensors');
    await saveMemory(file, await answerer.encode(cat));
    const bytes = readFileSync(file);
    const damaged = (name: string, content: Uint8Array) => {
      writeFileSync(join(folder, name), content);
      return loadMemory(join(folder, name), { encoder: answerer.encoder });
    };
    await expect(damaged('short', bytes.subarray(0, -5))).rejects.toBeInstanceOf(CrossattnError);
    const edited = Buffer.from(bytes);
    edited[edited.length - 200] = (edited[edited.length - 200] as number) ^ 1;
    await expect(damaged('edited', edited)).rejects.toMatchObject({ code: 'digest-mismatch' });
  });
});

describe('one bad request', () => {
  it('of any kind leaves the others their answers', async () => {
    const good = { image: cat, question };
    const bad = [null, 7, 'x', {}, { ...good, signal: 'x' }, { ...good, attention: 'yes' }, { ...good, beams: 1.5 }];
    const outcomes = await collect(answerer.answerEach([...bad, good] as AnswerRequest[]));
    expect(outcomes.map(({ type }) => type)).toEqual([...bad.map(() => 'error'), 'answer']);
    for (const outcome of outcomes) {
      if (outcome.type === 'error') expect(outcome.error).toBeInstanceOf(CrossattnError);
    }
    for (const request of bad) {
      await expect(answerer.answer(request as AnswerRequest)).rejects.toBeInstanceOf(CrossattnError);
      await expect(collect(answerer.stream(request as never))).rejects.toBeInstanceOf(CrossattnError);
    }
  });

  it('is what a hole of a list is', async () => {
    const requests = [undefined, { image: cat, question }] as AnswerRequest[];
    delete requests[0];
    await expect(answerer.answer(requests)).rejects.toMatchObject({ name: 'VqaError' });
    await using session = await answerer.session(cat);
    await expect(session.ask(new Array<string>(1))).rejects.toMatchObject({ name: 'TextError' });
  });

  it('is no list of requests', async () => {
    for (const requests of [null, undefined, 7, {}, 'x']) {
      const answers = collect(answerer.answerEach(requests as unknown as AnswerRequest[]));
      await expect(answers).rejects.toMatchObject({ name: 'VqaError', code: 'invalid-request' });
    }
  });
});

describe('options', () => {
  it('that cannot be are refused before anything is done', async () => {
    await using session = await answerer.session(cat);
    const { photosEncoded, questionsEncoded } = answerer.statistics;
    for (const options of [{ signal: 'x' }, { onTruncation: 'x' }, { candidates: Object.create(null) }]) {
      const expected = { name: 'VqaError', code: 'invalid-option' };
      await expect(answerer.answer({ image: cat, question }, options as never)).rejects.toMatchObject(expected);
      await expect(session.ask(question, options as never)).rejects.toMatchObject(expected);
    }
    expect(answerer.statistics).toMatchObject({ photosEncoded, questionsEncoded });
  });

  it('of a call hold for a request that leaves them undefined', async () => {
    const request = { image: cat, question, topK: undefined, beams: undefined, attention: undefined };
    const options = { topK: 2, beams: 4, attention: true };
    expect(await answerer.answer(request, options)).toEqual(
      await answerer.answer({ image: cat, question, ...options }),
    );
  });
});

describe('models', () => {
  it.each(brokenModels(join(folder, 'models')))('$name', async ({ folder: model, code }) => {
    const error = await createVisualQuestionAnswerer({ model }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CrossattnError);
    expect(error).toMatchObject({ code });
  });

  it('that answer no questions are refused, and so are devices and options that do not exist', async () => {
    await expect(createVisualQuestionAnswerer({ model: captionModel })).rejects.toMatchObject({ code: 'missing-task' });
    const refused = (options: object) =>
      expect(createVisualQuestionAnswerer({ model: testedModel, ...options })).rejects;
    await refused({ device: 'abacus' }).toMatchObject({ code: 'unsupported-device' });
    await refused({ modle: 'x' }).toMatchObject({ code: 'unknown-option' });
    await refused({ threads: 0 }).toMatchObject({ code: 'invalid-option' });
  });
});

describe('an abort', () => {
  const reason = new Error('enough');

  it('before the call rejects with its reason', async () => {
    const signal = AbortSignal.abort(reason);
    await expect(answerer.answer({ image: cat, question }, { signal })).rejects.toBe(reason);
    await expect(answerer.answer({ image: cat, question, signal })).rejects.toBe(reason);
    await expect(answerer.session(cat, { signal })).rejects.toBe(reason);
    await expect(collect(answerer.stream({ image: cat, question, signal }))).rejects.toBe(reason);
    await expect(collect(answerer.answerEach([{ image: cat, question }], { signal }))).rejects.toBe(reason);
    await using session = await answerer.session(cat);
    await expect(session.ask(question, { signal })).rejects.toBe(reason);
    await expect(session.ask(question, { signal, candidates: ['yes'] })).rejects.toBe(reason);
  });

  it('stops a stream within one token', async () => {
    const abort = new AbortController();
    let tokens = 0;
    const reading = (async () => {
      for await (const part of answerer.stream({ image: cat, question, signal: abort.signal })) {
        if (part.type === 'token') tokens += 1;
        abort.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(tokens).toBe(1);
  });

  it('by the signal of the call stops a stream too', async () => {
    const abort = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { type } of answerer.stream({ image: cat, question }, { signal: abort.signal })) {
        seen.push(type);
        abort.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(seen).toEqual(['token']);
  });

  it('and a break do not wait for questions that are late', async () => {
    async function* late() {
      yield { image: cat, question };
      await new Promise(() => {});
    }
    for await (const _ of answerer.answerEach(late(), { batch: 1 })) break;
    const abort = new AbortController();
    const reading = (async () => {
      for await (const _ of answerer.answerEach(late(), { batch: 1, signal: abort.signal })) {
        setTimeout(() => abort.abort(reason), 5);
      }
    })();
    await expect(reading).rejects.toBe(reason);
  });

  it('of one of many requests ends this one alone', async () => {
    const [early, late] = [new AbortController(), new AbortController()];
    early.abort(reason);
    const requests = [
      { image: cat, question },
      { image: cat, question, signal: early.signal },
      { image: cat, question: 'is it a dog', signal: late.signal },
      { image: cat, question: 'what color is it' },
    ];
    const answering = collect(answerer.answerEach(requests, { batch: 4 }));
    const { questionsEncoded } = answerer.statistics;
    const abortOnceDecoding = () => {
      if (answerer.statistics.questionsEncoded > questionsEncoded) late.abort(reason);
      else setImmediate(abortOnceDecoding);
    };
    abortOnceDecoding();
    const [first, second, third, fourth] = await answering;
    expect(first).toMatchObject({ type: 'answer', index: 0 });
    expect(second).toEqual({ type: 'error', index: 1, error: reason });
    expect(third).toEqual({ type: 'error', index: 2, error: reason });
    expect(fourth).toMatchObject({ type: 'answer', index: 3, question: 'what color is it' });
  });

  it('ends many questions, and leaves the answerer usable', async () => {
    const abort = new AbortController();
    const requests = Array.from({ length: 50 }, () => ({ image: cat, question }));
    let answered = 0;
    const reading = (async () => {
      for await (const _ of answerer.answerEach(requests, { batch: 1, signal: abort.signal })) {
        answered += 1;
        if (answered === 2) abort.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(answered).toBe(2);
    expect(await answerer.answer({ image: cat, question })).toHaveLength(1);
  });
});
