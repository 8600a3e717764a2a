import { describe, expect, it } from 'vitest';
import { RandomStream } from './random.js';

const draw = (random: RandomStream, count: number) => Array.from({ length: count }, () => random.nextInteger());

describe('RandomStream', () => {
  it('gives the published numbers of xoshiro128** from the state 1, 2, 3, 4', () => {
    expect(draw(new RandomStream([1, 2, 3, 4]), 10)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('seeds by SplitMix64', () => {
    expect(draw(RandomStream.of(0, 0), 3)).toEqual([3737715805, 2584255861, 2876756834]);
    expect(draw(RandomStream.of(2 ** 53 - 1, 0), 3)).toEqual([1233166643, 1287031142, 661813442]);
  });

  it('starts the next stream 2^64 draws later, as the transition matrix to that power says', () => {
    expect(draw(RandomStream.of(0, 1), 3)).toEqual([3627099225, 346338634, 1796495240]);
  });

  it('finds many streams, each where it would begin alone', () => {
    const streams = RandomStream.first(5, 4).map((random) => draw(random, 3));
    expect(streams).toEqual([0, 1, 2, 3].map((stream) => draw(RandomStream.of(5, stream), 3)));
  });

  it('gives numbers in [0, 1) that fill it evenly', () => {
    const random = RandomStream.of(7, 0);
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const tenth = Math.floor(random.next() * 10);
      tenths[tenth] = (tenths[tenth] as number) + 1;
    }
    expect(tenths.reduce((sum, count) => sum + count)).toBe(10_000);
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});
