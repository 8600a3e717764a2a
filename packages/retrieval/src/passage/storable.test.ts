import { describe, expect, it } from 'vitest';
import { storable } from './storable.js';

describe('text that Postgres can hold', () => {
  it.each([
    ['plain, café, 猫, 👍', 'plain, café, 猫, 👍'],
    ['a\0b', 'a\ufffdb'],
    ['\ud83d and \udc4d', '\ufffd and \ufffd'],
    ['👍\ud83d', '👍\ufffd'],
  ])('%j', (text, kept) => {
    expect(storable(text)).toBe(kept);
    expect(storable(text)).toHaveLength(text.length);
  });
});
