import { type EncoderIdentity, joinSlots, type Slot } from '@crossattn/core';
import type { DecoderIdentity, ProjectedMemory } from './projected-memory.js';

/** Some memories of a projected batch, in any order and as often as wanted. */
export interface ProjectedRows {
  readonly memory: ProjectedMemory;
  /** Their indices in the batch. */
  readonly rows: readonly number[];
}

/**
 * Projected memories joined along their positions, so that one query attends to all of them. The parts are held by
 * reference: nothing is copied, and nothing is left to dispose of but the parts themselves, which must stay in use.
 */
export class JoinedMemory {
  readonly decoder: DecoderIdentity;
  readonly encoder: EncoderIdentity;
  /** Memories in the batch. */
  readonly batch: number;
  /** Positions of each memory, those of all parts together, padding among them. */
  readonly length: number;
  /** For each part, the projected memory and which of its batch each memory here queries. */
  readonly parts: readonly ProjectedRows[];
  #slots: readonly (readonly Slot[])[] | undefined;

  /** @internal */
  constructor(parts: readonly ProjectedRows[]) {
    const [first] = parts as readonly [ProjectedRows];
    this.decoder = first.memory.decoder;
    this.encoder = first.memory.encoder;
    this.batch = first.rows.length;
    this.length = parts.reduce((sum, { memory }) => sum + memory.length, 0);
    this.parts = parts;
  }

  /**
   * `slots[batch][position]`: what the positions, and so the last axis of attention maps, stand for. Images, texts and
   * passages are numbered on from part to part, as `joinMemories` of `@crossattn/core` does.
   */
  get slots(): readonly (readonly Slot[])[] {
    this.#slots ??= Array.from({ length: this.batch }, (_, item) =>
      joinSlots(this.parts.map(({ memory, rows }) => memory.slots[rows[item] as number] ?? [])),
    );
    return this.#slots;
  }

  /** Whether a part was disposed of. */
  get disposed(): boolean {
    return this.parts.some(({ memory }) => memory.disposed);
  }

  /** Bytes of keys and values that the parts hold; one that is here several times counts once. */
  get byteLength(): number {
    const memories = new Set(this.parts.map(({ memory }) => memory));
    return [...memories].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }
}
