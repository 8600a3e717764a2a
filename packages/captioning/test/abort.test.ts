import { samplePhoto } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Captioner, createCaptioner } from '../src/index.js';
import { collect } from './collect.js';

const cat = samplePhoto('cat.jpg');
const reason = new Error('enough');

let captioner: Captioner;
beforeAll(async () => {
  captioner = await createCaptioner();
});
afterAll(() => captioner.dispose());

describe('an abort', () => {
  it('that came before refuses the work', async () => {
    const signal = AbortSignal.abort(reason);
    await expect(captioner.caption(cat, { signal })).rejects.toBe(reason);
    await expect(captioner.encode(cat, { signal })).rejects.toBe(reason);
    await expect(collect(captioner.stream(cat, { signal }))).rejects.toBe(reason);
    await expect(collect(captioner.captionEach([cat], { signal }))).rejects.toBe(reason);
  });

  it('ends a stream before another token comes', async () => {
    const controller = new AbortController();
    const stream = captioner.stream(cat, { signal: controller.signal })[Symbol.asyncIterator]();
    await stream.next();
    await stream.next();
    controller.abort(reason);
    await expect(stream.next()).rejects.toBe(reason);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('ends a long caption within a token', async () => {
    const memory = await captioner.encode(cat);
    const long = { beams: 8, minTokens: 35, maxTokens: 35, noRepeatNgram: 0 } as const;
    let turns = 0;
    let counting = true;
    const controller = new AbortController();
    const count = () => {
      turns += 1;
      if (turns === abortAt) controller.abort(reason);
      if (counting) setImmediate(count);
    };

    let abortAt = 0;
    count();
    await captioner.caption({ memory }, long);
    // Each token lets the event loop turn at least once, so that others get their share of it.
    expect(turns).toBeGreaterThanOrEqual(35);

    turns = 0;
    abortAt = 10;
    await expect(captioner.caption({ memory }, { ...long, signal: controller.signal })).rejects.toBe(reason);
    counting = false;
    expect(turns).toBeGreaterThanOrEqual(10);
    expect(turns).toBeLessThanOrEqual(13);
  });

  it('ends a long list, and the captioner goes on for others', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const work = (async () => {
      const photos = Array.from({ length: 40 }, () => cat);
      const options = { batch: 2, beams: 1, maxTokens: 3, signal: controller.signal };
      for await (const { index } of captioner.captionEach(photos, options)) {
        seen.push(index);
        if (index === 3) controller.abort(reason);
      }
    })();
    await expect(work).rejects.toBe(reason);
    expect(seen).toEqual([0, 1, 2, 3]);
    expect((await captioner.caption(cat)).caption).not.toBe('');
  });

  it('and a break do not wait for photos that are late', async () => {
    async function* late() {
      yield cat;
      await new Promise(() => {});
    }
    const options = { batch: 1, beams: 1, maxTokens: 3 };
    const seen: number[] = [];
    for await (const { index } of captioner.captionEach(late(), options)) {
      seen.push(index);
      break;
    }
    const controller = new AbortController();
    const work = (async () => {
      for await (const { index } of captioner.captionEach(late(), { ...options, signal: controller.signal })) {
        seen.push(index);
        setTimeout(() => controller.abort(reason), 5);
      }
    })();
    await expect(work).rejects.toBe(reason);
    expect(seen).toEqual([0, 0]);
  });
});
