import { subscribe } from 'node:diagnostics_channel';
import { setTimeout as wait } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReader, type Reader } from '../src/index.js';

const words =
  'the tower of the old town was built in 1889 by an engineer from a land beyond the mountains for a great fair';
const passages = Array.from({ length: 12 }, (_, index) => {
  const list = words.split(' ');
  return Array.from({ length: 8 + 9 * index }, (_, place) => list[(place * (index + 3)) % list.length]).join(' ');
});
const question = 'Who built the tower of the old town?';

/** Answers of worker threads, counted from their beginning. */
let answers = 0;
subscribe('worker_threads', (message) => {
  (message as { worker: Worker }).worker.on('message', () => {
    answers += 1;
  });
});

/** The embedded model on one core, and on two after its threads have begun to take part. */
describe('reading side by side', () => {
  let one: Reader;
  let two: Reader;

  beforeAll(async () => {
    [one, two] = [await createReader({ threads: 1 }), await createReader({ threads: 2 })];
    const end = performance.now() + 45_000;
    while (answers < 30 && performance.now() < end) await two.read({ question, passages });
  });
  afterAll(async () => {
    await Promise.all([one.dispose(), two.dispose()]);
  });

  it('is done by worker threads', async () => {
    expect(answers).toBeGreaterThanOrEqual(30);
  });

  it('gives the same bits as one after the other: vectors, memories, answers', async () => {
    const [vectors, expected] = [await two.encoder.embed(passages), await one.encoder.embed(passages)];
    expect(vectors).toEqual(expected);
    for (const [index, passage] of passages.entries()) {
      const alone = await two.encoder.embed(passage);
      expect(alone.data).toEqual(vectors.data.subarray(index * 384, (index + 1) * 384));
    }
    const memories = await two.encode(passages);
    expect(memories).toEqual(await one.encode(passages));
    const found = await two.read({ question, memories });
    expect(found).toEqual(await one.read({ question, memories }));
    expect(await two.read({ question, passages })).toEqual(found);
  });

  it.each([4, 20, 36, 60, 110])('gives the same bits to a passage of %d words that is read alone', async (length) => {
    const list = words.split(' ');
    const passage = Array.from({ length }, (_, place) => list[(place * 5) % list.length]).join(' ');
    const memories = await two.encode([passage]);
    expect(memories).toEqual(await one.encode([passage]));
    for (const asked of [question, 'When?'])
      expect(await two.read({ question: asked, memories })).toEqual(await one.read({ question: asked, memories }));
  });

  it('keeps calls apart that are made at once', async () => {
    const questions = [question, 'When was the tower built?', 'What was the tower built for?'];
    const memories = await one.encode(passages);
    const apart = [];
    for (const asked of questions) apart.push(await one.read({ question: asked, memories }));
    const together = await Promise.all(questions.map((asked) => two.read({ question: asked, memories })));
    expect(together).toEqual(apart);
  });

  it('ends between two runs where a signal aborts, and reads on afterwards', async () => {
    const memories = await two.encode(passages);
    const expected = await two.read({ question, memories });
    const many = Array.from({ length: 8 }, () => memories).flat();
    const controller = new AbortController();
    const before = two.statistics.windowsRead;
    const reading = two.read({ question, memories: many, signal: controller.signal });
    while (two.statistics.windowsRead === before) await wait(1);
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    expect(two.statistics.windowsRead - before).toBeLessThan(many.length);
    expect(await two.read({ question, memories })).toEqual(expected);
  });

  it('finishes what it began when it is disposed of', async () => {
    const memories = await two.encode(passages);
    const expected = await one.read({ question, memories });
    const begun = two.read({ question, memories });
    const disposal = two.dispose();
    expect(await begun).toEqual(expected);
    await disposal;
    await expect(two.read({ question, memories })).rejects.toMatchObject({ code: 'disposed' });
  });
});
