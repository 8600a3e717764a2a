import type { EncoderIdentity, Slot } from '@crossattn/core';
import type { PreparedText } from '@crossattn/text';
import type { PassageMemory } from './passage-memory.js';

/** The memory of one passage: its windows one after the other, special tokens included. */
export function memoryOfWindows(
  text: string,
  windows: readonly PreparedText[],
  { states, width }: { readonly states: Float32Array; readonly width: number },
  encoder: EncoderIdentity,
): PassageMemory {
  const slots = windows.flatMap((window) => window.slots.map(ofPassage));
  const length = slots.length;
  return {
    passages: [text],
    states: { type: 'float32', shape: [1, length, width], data: states },
    mask: { type: 'bool', shape: [1, length], data: new Uint8Array(length).fill(1) },
    slots: [slots],
    encoder,
  };
}

function ofPassage(slot: Slot): Slot {
  return slot.kind === 'span' ? { kind: 'passage', passage: 0, start: slot.start, end: slot.end } : slot;
}
