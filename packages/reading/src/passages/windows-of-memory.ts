import { createMemory, type EncoderIdentity, type Slot } from '@crossattn/core';
import type { PreparedText } from '@crossattn/text';
import { ReadingError } from '../reading-error.js';
import type { PassageMemory } from './passage-memory.js';
import { type PassageWindow, piecesOf } from './passage-window.js';

/** What a memory has to fit. */
export interface MemoryExpectation {
  readonly encoder: EncoderIdentity;
  readonly width: number;
  readonly stride: number;
  /** What the memory is called in messages. */
  readonly name: string;
  /** The number of its first passage in the request. */
  readonly firstPassage: number;
}

/**
 * The windows that a memory of passages holds. Word pieces that its mask hides are left out.
 *
 * @param texts - the windows of each of its passages, as they are read now
 * @throws ReadingError `invalid-memory`, `wrong-encoder`, `wrong-text`; MemoryError of `@crossattn/core`
 */
export function windowsOfMemory(
  memory: PassageMemory,
  texts: readonly (readonly PreparedText[])[],
  { encoder, width, stride, name, firstPassage }: MemoryExpectation,
): PassageWindow[] {
  const { states, mask, slots, encoder: own } = createMemory(memory);
  if (own.name !== encoder.name || own.revision !== encoder.revision) {
    throw new ReadingError(
      'wrong-encoder',
      `${name}: expected a memory of the encoder ${encoder.name} ${encoder.revision}, came one of ${own.name} ${own.revision}; encode the passages again`,
    );
  }
  const [batch, length = 0, size] = states.shape;
  if (batch !== 1 || size !== width) {
    throw new ReadingError(
      'invalid-memory',
      `${name}: expected states of the shape [1, length, ${width}], came [${states.shape.join(', ')}]`,
    );
  }
  const windows: PassageWindow[] = [];
  let position = 0;
  for (const [passage, parts] of texts.entries()) {
    for (const [index, prepared] of parts.entries()) {
      const { slots: expected } = prepared;
      if (!expected.every((slot, at) => isSame(slot, slots[0]?.[position + at], passage))) {
        throw wrongText(name, passage);
      }
      const pieces = piecesOf(prepared, index * stride);
      const first = position + 1;
      const kept = pieces.flatMap((_, at) => (mask.data[first + at] === 1 ? [at] : []));
      position += expected.length;
      if (kept.length === 0) continue;
      const all = states.data.subarray(first * width, (first + pieces.length) * width);
      windows.push({
        passage: firstPassage + passage,
        pieces: kept.length === pieces.length ? pieces : kept.map((at) => pieces[at] as (typeof pieces)[number]),
        source: kept.length === pieces.length ? all : rowsOf(all, kept, width),
      });
    }
  }
  if (position !== length) throw wrongText(name, texts.length);
  return windows;
}

function isSame(expected: Slot, came: Slot | undefined, passage: number): boolean {
  if (expected.kind === 'special') return came?.kind === 'special' && came.name === expected.name;
  if (expected.kind !== 'span' || came?.kind !== 'passage') return false;
  return came.passage === passage && came.start === expected.start && came.end === expected.end;
}

function rowsOf(states: Float32Array, rows: readonly number[], width: number): Float32Array {
  const kept = new Float32Array(rows.length * width);
  for (const [index, row] of rows.entries()) {
    kept.set(states.subarray(row * width, (row + 1) * width), index * width);
  }
  return kept;
}

function wrongText(name: string, passage: number): ReadingError {
  return new ReadingError(
    'wrong-text',
    `${name}: its states do not belong to the texts passages[0] to passages[${passage}]; encode them again`,
  );
}
