import { expect, it } from 'vitest';
import type { PreparedText } from './prepared-text.js';
import { TextMemory } from './text-memory.js';

it('holds as many texts as there is room for', () => {
  const text: PreparedText = { text: 'dog', ids: [7], slots: [{ kind: 'span', text: 0, start: 0, end: 3 }] };
  const { states } = new TextMemory(Array<PreparedText>(200_000).fill(text), 1).build({ name: 'n', revision: 'r' });
  expect(states.shape).toEqual([200_000, 1, 1]);
});
