import { describeValue } from '../tensor/describe-value.js';
import { MemoryError } from './memory-error.js';
import type { Slot } from './slot.js';

/** Checks what a position stands for; `place` names the position in messages. */
export function checkSlot(slot: unknown, place: string): void {
  const fields = (typeof slot === 'object' && slot !== null ? slot : {}) as Partial<Record<string, unknown>>;
  const problem = problemOf(fields as { kind?: Slot['kind'] } & Record<string, unknown>);
  if (problem) throw new MemoryError('invalid-slot', `${place}: expected ${problem}, got ${describeFields(slot)}`);
}

function problemOf(slot: { kind?: Slot['kind'] } & Record<string, unknown>): string | undefined {
  switch (slot.kind) {
    case 'box': {
      const sizes = [slot.left, slot.top, slot.width, slot.height];
      const valid =
        isIndex(slot.image) && sizes.every(Number.isFinite) && Number(slot.width) >= 0 && Number(slot.height) >= 0;
      return valid ? undefined : 'a box with image, left, top, and a width and height of 0 or more';
    }
    case 'span':
      return isIndex(slot.text) && isRange(slot) ? undefined : 'a span with text and 0 <= start <= end';
    case 'passage':
      return isIndex(slot.passage) && isRange(slot) ? undefined : 'a passage with passage and 0 <= start <= end';
    case 'special':
      return typeof slot.name === 'string' ? undefined : 'a special slot with a name';
    default:
      return 'a slot of kind box, span, passage or special';
  }
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRange({ start, end }: Record<string, unknown>): boolean {
  return isIndex(start) && isIndex(end) && start <= end;
}

function describeFields(slot: unknown): string {
  if (typeof slot !== 'object' || slot === null) return describeValue(slot);
  return `{ ${Object.entries(slot)
    .map(([name, value]) => `${name}: ${describeValue(value)}`)
    .join(', ')} }`;
}
