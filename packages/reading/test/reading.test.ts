import { joinMemories } from '@crossattn/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  createReader,
  joinPassages,
  type PassageMemory,
  type Reader,
  type ReadOutcome,
} from '../src/index.js';
import { expectSame } from './expect-same.js';
import { writeTinyReader } from './tiny-reader.js';

const question = 'what is on the night stand';
const long = 'the night stand! a colour is the dog on the stand, what a dog: the dogs run on the night stand';
const passages = ['a dog is on the night stand', long, 'running,\r\nthe dog 👍🏽 is on a café', 'the dog'];
const all = 1000;

let folder: Awaited<ReturnType<typeof writeTinyReader>>;
let reader: Reader;
let answers: Answer[];
beforeAll(async () => {
  folder = await writeTinyReader();
  reader = await createReader({ model: folder.model, threads: 1 });
  answers = await reader.read({ question, passages, topK: all });
});
afterAll(async () => {
  await reader.dispose();
  await folder[Symbol.asyncDispose]();
});

describe('answers', () => {
  it('are places in the passages, by score, with "not in these passages" among them', () => {
    expect(answers.length).toBeGreaterThan(5);
    expect(answers.filter(({ answer }) => answer === null)).toHaveLength(1);
    const scores = answers.map(({ score }) => score);
    const [first, ...others] = scores;
    expect(others).toEqual([...others].sort((left, right) => right - left));
    const found = answers.filter(({ answer }) => answer !== null);
    expect(found.map(({ score }) => score)).toEqual(
      found.map(({ score }) => score).sort((left, right) => right - left),
    );
    const none = answers.find(({ answer }) => answer === null)?.score as number;
    expect(first).toBe(none > 0.5 ? none : found[0]?.score);
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 10);
    for (const { answer, citations, attention } of answers) {
      expect(citations.length > 0).toBe(answer !== null);
      citations.forEach(({ passage, start, end, weight }, index) => {
        if (index === 0) expect(passages[passage]?.slice(start, end)).toBe(answer);
        expect(passages[passage]?.slice(start, end)).toMatch(/^\S(.*\S)?$/s);
        expect(weight).toBe(attention.passages[passage]?.weight);
      });
    }
  });

  it('and memories are of the passages as they were when they were given', async () => {
    const list = [...passages];
    const memories = reader.encode(list);
    const read = reader.read({ question, passages: list, topK: all });
    list.splice(0, list.length, 'another text');
    expect((await memories).map((memory) => memory.passages)).toEqual(passages.map((text) => [text]));
    expectSame(await reader.read({ question, memories: await memories, topK: all }), answers);
    expectSame(await read, answers);
  });

  it('are as many as wanted, the first ones', async () => {
    expectSame(await reader.read({ question, passages, topK: 2 }), answers.slice(0, 2));
    expectSame(await reader.read({ question, passages }), answers.slice(0, 5));
  });

  it('do not depend on the order of the passages', async () => {
    const order = [2, 0, 3, 1];
    const turned = await reader.read({
      question,
      passages: order.map((place) => passages[place] as string),
      topK: all,
    });
    const back = turned.map((entry) => ({
      ...entry,
      citations: entry.citations.map((citation) => ({ ...citation, passage: order[citation.passage] as number })),
      attention: {
        ...entry.attention,
        passages: passages.map((_, place) => entry.attention.passages[order.indexOf(place)] as never),
      },
    }));
    expectSame(back, answers);
  });

  it('are weighed by the priors of the passages, whatever their scale', async () => {
    const even = await reader.read({ question, passages, priors: [3, 3, 3, 3], topK: all });
    expectSame(even, answers);
    const weight = (list: Answer[], passage: number) => list[0]?.attention.passages[passage]?.weight as number;
    const turned = await reader.read({ question, passages, priors: [0.001, 1, 0.5, 0.25], topK: all });
    const share = (passage: number, prior: number) => weight(turned, passage) / (prior * weight(answers, passage));
    expect(share(0, 0.001)).toBeCloseTo(share(1, 1), 6);
    expect(share(3, 0.25)).toBeCloseTo(share(1, 1), 6);
    const memories = await reader.encode(passages);
    expectSame(await reader.read({ question, memories, priors: [2, 2000, 1000, 500], topK: all }), turned);
  });

  it('that say the same are one, with all its places', async () => {
    const first = (await reader.read({ question, passages: ['the dog'], topK: all })).find(({ answer }) => answer);
    const twice = await reader.read({ question, passages: ['The Dog', 'the dog', 'a colour'], topK: all });
    const dog = twice.find(({ answer }) => answer?.toLowerCase() === first?.answer?.toLowerCase());
    expect(dog?.citations.map(({ passage }) => passage).sort()).toEqual([0, 1]);
  });

  it('that two windows of a passage hold count once', () => {
    for (const { citations } of answers) {
      const places = citations.map(({ passage, start, end }) => `${passage}:${start}-${end}`);
      expect(new Set(places).size).toBe(places.length);
    }
    const spans = answers.flatMap(({ citations }) => citations.filter(({ passage }) => passage === 1));
    for (const [index, one] of spans.entries()) {
      for (const other of spans.slice(index + 1)) expect(one.end <= other.start || other.end <= one.start).toBe(true);
    }
  });
});

describe('attention', () => {
  it('is one mass over all words and nowhere', () => {
    const { attention } = answers[0] as Answer;
    expect(attention.passages).toHaveLength(passages.length);
    const total = attention.passages.reduce((sum, { weight }) => sum + weight, attention.nowhere);
    expect(total).toBeCloseTo(1, 10);
    for (const { weight, words } of attention.passages) {
      expect(words.reduce((sum, word) => sum + word.weight, 0)).toBeCloseTo(weight, 10);
    }
  });

  it('names every word once, by its place in any script', () => {
    const words = (answers[0] as Answer).attention.passages.map((passage, index) =>
      passage.words.map(({ start, end }) => passages[index]?.slice(start, end)),
    );
    expect(words[2]).toEqual(['running', ',', 'the', 'dog', '👍🏽', 'is', 'on', 'a', 'café']);
    expect(words[1]).toEqual(long.match(/\w+|[!,:]/g));
  });
});

describe('memories', () => {
  let memories: PassageMemory[];
  beforeAll(async () => {
    memories = await reader.encode(passages);
  });

  it('give what their passages give, and are encoded once', async () => {
    expect(memories.map((memory) => memory.passages)).toEqual(passages.map((passage) => [passage]));
    const before = reader.statistics;
    expectSame(await reader.read({ question, memories, topK: all }), answers);
    await reader.read({ question: 'what colour is the dog?', memories });
    const after = reader.statistics;
    expect(after.passagesEncoded).toBe(before.passagesEncoded);
    expect(after.questionsEncoded).toBe(before.questionsEncoded + 2);
    await reader.read({ question, passages });
    expect(reader.statistics.passagesEncoded).toBe(after.passagesEncoded + passages.length);
  });

  it('give the same joined as apart', async () => {
    const joined = joinPassages(memories);
    expect(joined.passages).toEqual(passages);
    expectSame(await reader.read({ question, memories: [joined], topK: all }), answers);
    const parts = [joinPassages(memories.slice(0, 2)), ...memories.slice(2)];
    expectSame(await reader.read({ question, memories: parts, topK: all }), answers);
  });

  it('give with a masked passage what they give without it', async () => {
    const joined = joinPassages(memories);
    const mask = joined.mask.data.slice();
    joined.slots[0]?.forEach((slot, position) => {
      if (slot.kind === 'passage' && slot.passage === 2) mask[position] = 0;
    });
    const masked = { ...joined, mask: { ...joined.mask, data: mask } };
    const without = await reader.read({ question, passages: passages.filter((_, place) => place !== 2), topK: all });
    const moved = without.map((entry) => ({
      ...entry,
      citations: entry.citations.map((place) => ({ ...place, passage: [0, 1, 3][place.passage] as number })),
      attention: {
        ...entry.attention,
        passages: [0, 1, 9, 2].map((place) => entry.attention.passages[place] ?? { weight: 0, words: [] }),
      },
    }));
    expectSame(await reader.read({ question, memories: [masked], topK: all }), moved);
  });

  it('hide single words as well', async () => {
    const [memory] = memories as [PassageMemory];
    const mask = memory.mask.data.map((kept, position) => (position === 2 ? 0 : kept));
    const hidden = { ...memory, mask: { ...memory.mask, data: mask } };
    const [{ attention }] = (await reader.read({ question, memories: [hidden] })) as [Answer];
    const words = attention.passages[0]?.words.map(({ start, end }) => passages[0]?.slice(start, end));
    expect(words).toEqual(['a', 'is', 'on', 'the', 'night', 'stand']);
  });

  it('of nothing that may be looked at hold no answer', async () => {
    const [memory] = memories as [PassageMemory];
    const hidden = { ...memory, mask: { ...memory.mask, data: new Uint8Array(memory.mask.data.length) } };
    const attention = { nowhere: 1, passages: [{ weight: 0, words: [] }] };
    expect(await reader.read({ question, memories: [hidden] })).toEqual([
      { answer: null, score: 1, citations: [], attention },
    ]);
  });

  it('are plain memories with the texts beside them', async () => {
    const { states, mask, slots, encoder } = joinMemories(memories);
    const rebuilt = { states, mask, slots, encoder, passages };
    expectSame(await reader.read({ question, memories: [rebuilt], topK: all }), answers);
  });
});

describe('many questions', () => {
  const collect = async (outcomes: AsyncIterable<ReadOutcome>) => {
    const found: ReadOutcome[] = [];
    for await (const outcome of outcomes) found.push(outcome);
    return found;
  };

  it('each get what they would get alone, and failures stay apart', async () => {
    const requests = [
      { question, passages, topK: all },
      { question: ' ', passages },
      { question, passages: ['the dog', ''] },
      ...Array.from({ length: 5 }, () => ({ question: 'a running dog', passages: [long] })),
    ];
    const outcomes = await collect(reader.readEach(requests, { topK: 3 }));
    expect(outcomes.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const [first, blank, empty, ...others] = outcomes;
    expectSame(first?.type === 'answers' ? first.answers : [], answers);
    expect(blank).toMatchObject({ type: 'error', error: { code: 'empty-text' } });
    expect(empty).toMatchObject({ type: 'error', error: { code: 'empty-passage' } });
    const alone = await reader.read({ question: 'a running dog', passages: [long], topK: 3 });
    expect(alone).toHaveLength(3);
    for (const other of others) expectSame(other.type === 'answers' ? other.answers : [], alone);
  });

  it('are drawn as they are needed', async () => {
    let drawn = 0;
    async function* endless() {
      for (;;) {
        drawn += 1;
        yield { question, passages: ['the dog'] };
      }
    }
    for await (const { index } of reader.readEach(endless())) if (index === 5) break;
    expect(drawn).toBeLessThan(20);
  });
});

describe('an abort', () => {
  const reason = new Error('enough');

  it('ends a call before it begins', async () => {
    const signal = AbortSignal.abort(reason);
    await expect(reader.read({ question, passages, signal })).rejects.toBe(reason);
    await expect(reader.encode(passages, { signal })).rejects.toBe(reason);
    await expect(reader.readEach([{ question, passages }], { signal })[Symbol.asyncIterator]().next()).rejects.toBe(
      reason,
    );
  });

  it('ends a call between two runs', async () => {
    const many = Array.from({ length: 200 }, () => long);
    const before = reader.statistics.windowsRead;
    const windowsRead = () => reader.statistics.windowsRead - before;
    const controller = new AbortController();
    const reading = reader.read({ question, passages: many, signal: controller.signal });
    while (windowsRead() === 0) await new Promise(setImmediate);
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    expect(windowsRead()).toBeLessThan(many.length);
  });

  it('does not wait for requests that are late', async () => {
    async function* late() {
      yield* [1, 2, 3, 4].map(() => ({ question, passages: ['the dog'] }));
      await new Promise(() => {});
    }
    const controller = new AbortController();
    const reading = (async () => {
      for await (const { index } of reader.readEach(late(), { signal: controller.signal })) {
        if (index === 3) setTimeout(() => controller.abort(reason), 5);
      }
    })();
    await expect(reading).rejects.toBe(reason);
  });

  it('of one request of many is its own failure', async () => {
    const requests = [
      { question, passages, signal: AbortSignal.abort(reason) },
      { question, passages },
    ];
    const types: unknown[] = [];
    for await (const outcome of reader.readEach(requests, { signal: new AbortController().signal })) {
      types.push(outcome.type === 'error' ? outcome.error : outcome.type);
    }
    expect(types).toEqual([reason, 'answers']);
  });
});
