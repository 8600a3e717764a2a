import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemory } from './create-memory.js';
import { joinMemories } from './join-memories.js';
import { MemoryError } from './memory-error.js';
import { selectMemory } from './select-memory.js';
import { stackMemories } from './stack-memories.js';

const box = { kind: 'box', image: 0, left: 0, top: 0, width: 1, height: 1 };
const valid = () => ({
  states: { type: 'float32', shape: [2, 2, 3], data: new Float32Array(12) },
  mask: { type: 'bool', shape: [2, 2], data: new Uint8Array(4) },
  slots: [
    [box, box],
    [box, { kind: 'span', text: 0, start: 0, end: 4 }],
  ],
  encoder: { name: 'toy', revision: '1' },
});
const field = fc.constantFrom('states', 'mask', 'slots', 'encoder');
const anything = fc.anything({ maxDepth: 1 });

it('a memory with any part replaced by anything else is refused by every function', () => {
  fc.assert(
    fc.property(field, anything, (name, part) => {
      fc.pre(!(name === 'mask' && part === undefined));
      const memory = { ...valid(), [name]: part } as never;
      for (const make of [
        () => createMemory(memory),
        () => joinMemories([valid() as never, memory]),
        () => stackMemories([memory, valid() as never]),
        () => selectMemory(memory, [0]),
      ])
        expect(make).toThrow(MemoryError);
    }),
    { numRuns: 1000 },
  );
});

it('anything at all is refused', () => {
  fc.assert(
    fc.property(fc.anything(), (input) => {
      expect(() => createMemory(input as never)).toThrow(MemoryError);
      expect(() => joinMemories([input as never])).toThrow(MemoryError);
      expect(() => joinMemories(input as never)).toThrow(MemoryError);
      expect(() => stackMemories(input as never)).toThrow(MemoryError);
      const rowsThatExist = Array.isArray(input) && input.every((row) => row === 0 || row === 1);
      if (!rowsThatExist) expect(() => selectMemory(valid() as never, input as never)).toThrow(MemoryError);
    }),
    { examples: [[undefined], [null], [7], ['text'], [[undefined]], [['0']]] },
  );
});
