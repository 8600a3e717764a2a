import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { workAhead } from './work-ahead.js';

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('workAhead', () => {
  it('gives out results in the order of the items, and works on no more than it may', async () => {
    let running = 0;
    let most = 0;
    const work = async (item: number) => {
      running += 1;
      most = Math.max(most, running);
      await wait(12 - 2 * item);
      running -= 1;
      return item * item;
    };
    expect(await collect(workAhead([1, 2, 3, 4, 5], 3, work))).toEqual([1, 4, 9, 16, 25]);
    expect(most).toBe(3);
  });

  it('does not wait for items to come before it gives out what is there', async () => {
    let come = () => {};
    const coming = new Promise<void>((resolve) => {
      come = resolve;
    });
    async function* items() {
      yield 1;
      await coming;
      yield 2;
    }
    const results = workAhead(items(), 4, async (item) => item);
    expect((await results.next()).value).toBe(1);
    come();
    expect((await results.next()).value).toBe(2);
    expect((await results.next()).done).toBe(true);
  });

  it.each([
    ['work', [1, 2, 3, 4], (item: number) => item === 3],
    [
      'drawing',
      (function* () {
        yield 1;
        yield 2;
        throw new Error('item 3');
      })(),
      () => false,
    ],
  ])('gives out what came before %s that fails', async (_, items, failing) => {
    const given: number[] = [];
    const work = async (item: number) => {
      await wait(item === 1 ? 10 : 1);
      if (failing(item)) throw new Error(`item ${item}`);
      return item;
    };
    const all = (async () => {
      for await (const item of workAhead(items, 4, work)) given.push(item);
    })();
    await expect(all).rejects.toThrow('item 3');
    expect(given).toEqual([1, 2]);
  });

  it('waits for what was begun and closes the items where nobody wants more', async () => {
    let [ended, closed] = [0, false];
    function* items() {
      try {
        for (let item = 0; ; item += 1) yield item;
      } finally {
        closed = true;
      }
    }
    const work = async () => {
      await wait(5);
      ended += 1;
    };
    for await (const _ of workAhead(items(), 3, work)) break;
    expect(ended).toBeGreaterThanOrEqual(3);
    await wait(1);
    expect(closed).toBe(true);
  });

  it('yields nothing for nothing', async () => {
    expect(await collect(workAhead([], 3, async (item) => item))).toEqual([]);
  });
});
