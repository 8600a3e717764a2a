import { describe, expect, it } from 'vitest';
import { attention } from '../attention/attention.js';
import { createMemory } from './create-memory.js';
import { joinMemories } from './join-memories.js';
import type { Memory } from './memory.js';
import { selectMemory } from './select-memory.js';
import type { Slot } from './slot.js';
import { stackMemories } from './stack-memories.js';

const encoder = { name: 'toy', revision: '1' };
const box = (image: number): Slot => ({ kind: 'box', image, left: 0, top: 0, width: 8, height: 8 });
const span = (text: number): Slot => ({ kind: 'span', text, start: 0, end: 3 });
const passage = (number: number): Slot => ({ kind: 'passage', passage: number, start: 1, end: 2 });

/** One batch row a list of slots; the states of a position are its number from `first` on. */
function memoryOf(slots: Slot[][], first = 0, width = 2): Memory {
  const length = slots[0]?.length ?? 0;
  const data = Float32Array.from({ length: slots.length * length * width }, (_, index) => first + index);
  return createMemory({ states: { type: 'float32', shape: [slots.length, length, width], data }, slots, encoder });
}

describe('createMemory', () => {
  it('lets every position be attended to where no mask comes', () => {
    expect([...memoryOf([[box(0), box(0)]]).mask.data]).toEqual([1, 1]);
  });

  const states = { type: 'float32', shape: [1, 2, 1], data: new Float32Array(2) } as const;
  const slots = [[box(0), box(0)]];
  it.each([
    ['invalid-shape', { states: { ...states, shape: [2] } }],
    ['invalid-type', { states: { ...states, type: 'float64' } }],
    ['data-mismatch', { states: { ...states, data: new Float32Array(3) } }],
    ['batch-mismatch', { mask: { type: 'bool', shape: [2, 1], data: new Uint8Array(2) } }],
    ['length-mismatch', { mask: { type: 'bool', shape: [1, 1], data: new Uint8Array(1) } }],
    ['invalid-tensor', { mask: { type: 'bool', shape: [1, 2], data: Uint8Array.of(1, 2) } }],
    ['batch-mismatch', { slots: [] }],
    ['length-mismatch', { slots: [[box(0)]] }],
    ['invalid-slot', { slots: [[box(0), { kind: 'box', image: 0, left: 0, top: 0, width: -1, height: 1 }]] }],
    ['invalid-slot', { slots: [[box(-1), box(0)]] }],
    ['invalid-slot', { slots: [[box(0), { kind: 'span', text: 0, start: 4, end: 3 }]] }],
    ['invalid-slot', { slots: [[box(0), { kind: 'passage', passage: 0.5, start: 4, end: 5 }]] }],
    ['invalid-slot', { slots: [[box(0), { kind: 'special' }]] }],
    ['invalid-slot', { slots: [[box(0), null]] }],
    ['invalid-encoder', { encoder: { name: 'toy' } }],
  ])('refuses with %s: %j', (code, part) => {
    expect(() => createMemory({ states, slots, encoder, ...part } as never)).toThrow(expect.objectContaining({ code }));
  });
});

describe('joinMemories', () => {
  it('appends positions and numbers images, texts and passages on', () => {
    const joined = joinMemories([
      memoryOf([[box(0), box(1), passage(0)]]),
      memoryOf([[span(0), box(0), passage(1)]], 100),
      memoryOf([[span(0), box(0), passage(0)]], 200),
    ]);
    expect(joined.states.shape).toEqual([1, 9, 2]);
    expect([...joined.states.data].filter((_, index) => index % 6 === 0)).toEqual([0, 100, 200]);
    expect(joined.slots[0]).toEqual([
      ...[box(0), box(1), passage(0)],
      ...[span(0), box(2), passage(2)],
      ...[span(1), box(3), passage(3)],
    ]);
  });

  it('numbers each batch row as if it were alone', () => {
    const padding: Slot = { kind: 'special', name: 'padding' };
    const joined = joinMemories([
      memoryOf([
        [box(0), box(1)],
        [box(0), padding],
      ]),
      memoryOf([[box(0)], [box(0)]]),
    ]);
    expect(joined.slots.map((row) => row.at(-1))).toEqual([box(2), box(1)]);
  });

  it('keeps what is hidden hidden', () => {
    const hidden = {
      ...memoryOf([[box(0), box(0)]]),
      mask: { type: 'bool', shape: [1, 2], data: Uint8Array.of(1, 0) },
    } as const;
    expect([...joinMemories([hidden, hidden]).mask.data]).toEqual([1, 0, 1, 0]);
  });

  it.each([
    ['no-memories', []],
    ['batch-mismatch', [memoryOf([[box(0)]]), memoryOf([[box(0)], [box(0)]])]],
    ['width-mismatch', [memoryOf([[box(0)]]), memoryOf([[box(0)]], 0, 3)]],
    ['encoder-mismatch', [memoryOf([[box(0)]]), { ...memoryOf([[box(0)]]), encoder: { name: 'toy', revision: '2' } }]],
  ])('refuses with %s', (code, memories) => {
    expect(() => joinMemories(memories)).toThrow(expect.objectContaining({ code }));
  });
});

describe('stackMemories', () => {
  it('pads the shorter so that each row answers as alone', async () => {
    const alone = [memoryOf([[box(0), box(0), box(0)]]), memoryOf([[span(0)]], 50)];
    const stacked = stackMemories(alone);
    expect(stacked.states.shape).toEqual([2, 3, 2]);
    expect([...stacked.mask.data]).toEqual([1, 1, 1, 1, 0, 0]);
    expect(stacked.slots[1]?.[2]).toEqual({ kind: 'special', name: 'padding' });
    const together = await ask(stacked);
    const separate = await Promise.all(alone.map(ask));
    expect(together).toEqual(separate.flat());
  });
});

describe('selectMemory', () => {
  const memory = memoryOf([[box(0)], [span(0)], [passage(0)]]);

  it('takes rows in the order given, also twice', () => {
    const selected = selectMemory(memory, [2, 0, 2]);
    expect([...selected.states.data]).toEqual([4, 5, 0, 1, 4, 5]);
    expect(selected.slots).toEqual([[passage(0)], [box(0)], [passage(0)]]);
    expect([...selected.mask.data]).toEqual([1, 1, 1]);
  });

  it.each([[3], [-1], [0.5]])('refuses row %d', (row) => {
    expect(() => selectMemory(memory, [row])).toThrow(expect.objectContaining({ code: 'index-out-of-range' }));
  });
});

/** What the mean of a memory's states answers: every row with one query of zeros. */
async function ask({ states, mask }: Memory): Promise<number[]> {
  const [batch, length, width] = states.shape as [number, number, number];
  const key = { ...states, shape: [batch, 1, length, width] };
  const query = { type: 'float32', shape: [batch, 1, 1, width], data: new Float32Array(batch * width) } as const;
  return [...(await attention({ query, key, value: key, keyMask: mask })).output.data];
}
