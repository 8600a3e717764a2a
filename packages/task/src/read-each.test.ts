import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { collect } from '../test/collect.js';
import { readEach } from './read-each.js';

async function* later(...values: number[]): AsyncGenerator<number> {
  for (const value of values) {
    await wait(1);
    yield value;
  }
}

describe('readEach', () => {
  it('keeps the order, whatever takes longest, and cuts batches', async () => {
    const read = async (value: number) => {
      await wait(10 - value);
      return value * 2;
    };
    const batches = await collect(readEach([1, 5, 9, 2, 7], 2, read));
    expect(batches.map((batch) => batch.map((item) => 'value' in item && item.value))).toEqual([
      [2, 10],
      [18, 4],
      [14],
    ]);
    expect(batches.flat().map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
  });

  it('keeps an error beside the values of the others', async () => {
    const read = async (value: number) => {
      if (value === 2) throw new Error('two');
      return value;
    };
    expect((await collect(readEach(later(1, 2, 3), 4, read))).flat()).toEqual([
      { index: 0, value: 1 },
      { index: 1, error: new Error('two') },
      { index: 2, value: 3 },
    ]);
  });

  it('reads one batch ahead, not more', async () => {
    const begun: number[] = [];
    const read = async (value: number) => {
      begun.push(value);
      return value;
    };
    const batches = readEach([1, 2, 3, 4, 5, 6, 7], 2, read);
    await batches.next();
    await wait(5);
    expect(begun).toEqual([1, 2, 3, 4]);
    await batches.return(undefined);
  });

  it('closes the inputs when nobody wants more', async () => {
    let closed = false;
    function* endless(): Generator<number> {
      try {
        for (let value = 0; ; value++) yield value;
      } finally {
        closed = true;
      }
    }
    for await (const _ of readEach(endless(), 3, async (value) => value)) break;
    expect(closed).toBe(true);
  });

  it('throws what the inputs themselves throw', async () => {
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error('the list ended badly');
    }
    await expect(collect(readEach(broken(), 4, async (value) => value))).rejects.toThrow('ended badly');
  });

  it('yields nothing for nothing', async () => {
    expect(await collect(readEach([], 4, async (value) => value))).toEqual([]);
  });
});
