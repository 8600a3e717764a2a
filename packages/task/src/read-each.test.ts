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

  describe('where the inputs let wait', () => {
    let closed = false;
    /** Yields one number, then nothing until it is closed or let go on. */
    async function* slow(go: Promise<void>): AsyncGenerator<number> {
      try {
        yield 1;
        await go;
        yield 2;
        yield 3;
      } finally {
        closed = true;
      }
    }

    it('lets go who wants no more, and closes them when they go on', async () => {
      closed = false;
      let go = () => {};
      const inputs = slow(new Promise((resolve) => (go = resolve)));
      const begun: number[] = [];
      const read = async (value: number) => begun.push(value);
      for await (const _ of readEach(inputs, 1, read)) break;
      expect(closed).toBe(false);
      go();
      await wait(5);
      expect(closed).toBe(true);
      expect(begun).toEqual([1]);
    });

    it('hears an abort', async () => {
      const controller = new AbortController();
      const batches = readEach(slow(new Promise(() => {})), 1, async (value) => value, controller.signal);
      expect(await batches.next()).toMatchObject({ value: [{ index: 0, value: 1 }] });
      const waiting = batches.next();
      controller.abort(new Error('enough'));
      await expect(waiting).rejects.toThrow('enough');
      expect(await batches.next()).toEqual({ done: true, value: undefined });
    });

    it('does not begin once aborted', async () => {
      const batches = readEach(slow(new Promise(() => {})), 2, async (value) => value, AbortSignal.abort('never'));
      await expect(batches.next()).rejects.toBe('never');
    });
  });

  it('throws what closing the inputs throws', async () => {
    function* broken(): Generator<number> {
      try {
        yield 1;
        yield 2;
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: what is tested
        throw new Error('closed badly');
      }
    }
    const leave = async () => {
      for await (const _ of readEach(broken(), 1, async (value) => value)) break;
    };
    await expect(leave()).rejects.toThrow('closed badly');
  });

  it('yields nothing for nothing', async () => {
    expect(await collect(readEach([], 4, async (value) => value))).toEqual([]);
  });
});
