import { describe, expect, it } from 'vitest';
import { summarize } from './statistics.js';

describe('summarize', () => {
  it('interpolates between neighbours', () => {
    expect(summarize([4, 1, 3, 2])).toEqual({
      median: 2.5,
      lowerQuartile: 1.75,
      upperQuartile: 3.25,
      least: 1,
      greatest: 4,
      count: 4,
    });
  });

  it('takes a single value as it is', () => {
    expect(summarize([7])).toMatchObject({ median: 7, lowerQuartile: 7, upperQuartile: 7, count: 1 });
  });

  it('has no value for nothing', () => {
    expect(summarize([]).median).toBeNaN();
  });
});
