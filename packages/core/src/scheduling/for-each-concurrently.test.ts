import { describe, expect, it } from 'vitest';
import { breathe } from './breathe.js';
import { forEachConcurrently } from './for-each-concurrently.js';

/** Work that notes what is under way. */
function observed(failing: (item: number) => boolean = () => false) {
  const begun: number[] = [];
  const ended: number[] = [];
  let most = 0;
  const work = async (item: number) => {
    begun.push(item);
    most = Math.max(most, begun.length - ended.length);
    for (let turn = 0; turn < 3; turn++) await breathe();
    ended.push(item);
    if (failing(item)) throw new Error(`item ${item}`);
  };
  return { begun, ended, work, most: () => most };
}

const ten = Array.from({ length: 10 }, (_, index) => index);

describe('forEachConcurrently', () => {
  it.each([1, 3, 20])('works on every item once, on at most %i at a time', async (limit) => {
    const { begun, ended, work, most } = observed();
    await forEachConcurrently(ten, limit, work);
    expect(begun).toEqual(ten);
    expect(ended.toSorted((one, other) => one - other)).toEqual(ten);
    expect(most()).toBe(Math.min(limit, 10));
  });

  it('draws no item before there is room for it', async () => {
    const { ended, work } = observed();
    const endedWhenDrawn: number[] = [];
    async function* items() {
      for (const item of ten) {
        endedWhenDrawn.push(ended.length);
        yield item;
      }
    }
    await forEachConcurrently(items(), 2, work);
    expect(endedWhenDrawn.every((count, index) => count >= index - 1)).toBe(true);
  });

  it('draws no more after a failure, waits for what was begun, and throws what failed first', async () => {
    const { begun, ended, work } = observed((item) => item === 2 || item === 3);
    await expect(forEachConcurrently(ten, 2, work)).rejects.toThrow('item 2');
    expect(begun.length).toBeLessThan(6);
    expect(ended).toEqual(begun);
  });

  it('waits for what was begun where drawing fails', async () => {
    const { begun, ended, work } = observed();
    async function* items() {
      yield 0;
      yield 1;
      throw new Error('no more');
    }
    await expect(forEachConcurrently(items(), 4, work)).rejects.toThrow('no more');
    expect(begun).toEqual([0, 1]);
    expect(ended).toEqual([0, 1]);
  });

  it('does nothing where there is nothing', async () => {
    await forEachConcurrently([], 4, () => Promise.reject(new Error('never')));
  });

  it.each([1, 2])('draws no more after an abort, with %i at a time', async (limit) => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const { begun, ended, work } = observed();
    const aborting = async (item: number) => {
      if (item === 2) controller.abort(reason);
      await work(item);
    };
    await expect(forEachConcurrently(ten, limit, aborting, controller.signal)).rejects.toBe(reason);
    expect(begun).toEqual([0, 1, 2]);
    expect(ended).toEqual(begun);
  });

  it('lets timers have their turn where it works on one item at a time', async () => {
    let fired = false;
    const timer = setTimeout(() => {
      fired = true;
    }, 1);
    const end = performance.now() + 5000;
    const busy = async () => {
      const turn = performance.now() + 1;
      while (performance.now() < turn);
    };
    function* untilFired() {
      while (!fired && performance.now() < end) yield 0;
    }
    await forEachConcurrently(untilFired(), 1, busy);
    clearTimeout(timer);
    expect(fired).toBe(true);
  });
});
