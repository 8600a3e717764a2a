import { expect, it } from 'vitest';
import { areInputs } from './are-inputs.js';

it('tells lists of inputs from all else', () => {
  async function* later(): AsyncGenerator<number> {}
  for (const inputs of [[], new Set(), new Map().keys(), later()]) expect(areInputs(inputs)).toBe(true);
  for (const other of ['cat.jpg', undefined, null, 7, {}, () => {}]) expect(areInputs(other)).toBe(false);
});
