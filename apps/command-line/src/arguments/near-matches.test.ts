import { describe, expect, it } from 'vitest';
import { editDistance, nearMatches } from './near-matches.js';

describe('editDistance', () => {
  it.each([
    ['beams', 'beams', 0],
    ['beam', 'beams', 1],
    ['baems', 'beams', 1],
    ['jsno', 'json', 1],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('%s to %s: %i', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
    expect(editDistance(to, from)).toBe(distance);
  });
});

describe('nearMatches', () => {
  const known = ['beams', 'batch', 'json', 'max-tokens', 'temperature'];

  it('finds slips of the finger, abbreviations and another case', () => {
    expect(nearMatches('baems', known)).toEqual(['beams']);
    expect(nearMatches('temp', known)).toEqual(['temperature']);
    expect(nearMatches('JSON', known)).toEqual(['json']);
    expect(nearMatches('max_tokens', known)).toEqual(['max-tokens']);
  });

  it('proposes nothing for what is far from everything', () => {
    expect(nearMatches('quality', known)).toEqual([]);
  });
});
