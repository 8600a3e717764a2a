import type { Slot } from '@crossattn/core';

/**
 * Neighbouring slots of one kind, written short: the kind, then the fields of each slot in turn. A photo of 49 boxes takes
 * two kilobytes instead of five.
 */
export type SlotRun = readonly [kind: Slot['kind'], ...fields: (number | string)[]];

const fieldNames = {
  box: ['image', 'left', 'top', 'width', 'height'],
  span: ['text', 'start', 'end'],
  passage: ['passage', 'start', 'end'],
  special: ['name'],
} as const satisfies { readonly [Kind in Slot['kind']]: readonly (keyof Extract<Slot, { kind: Kind }>)[] };

/** The slots of one memory as runs. */
export function writeSlots(slots: readonly Slot[]): SlotRun[] {
  const runs: [Slot['kind'], ...(number | string)[]][] = [];
  for (const slot of slots) {
    const fields = fieldNames[slot.kind].map(
      (name) => (slot as unknown as Record<string, number | string>)[name] ?? '',
    );
    const last = runs.at(-1);
    if (last?.[0] === slot.kind) last.push(...fields);
    else runs.push([slot.kind, ...fields]);
  }
  return runs;
}

/** The slots that runs stand for, their fields as they came: who makes a memory of them checks them. */
export function readSlots(runs: unknown): unknown[] | undefined {
  if (!Array.isArray(runs)) return undefined;
  const slots: unknown[] = [];
  for (const run of runs) {
    if (!Array.isArray(run)) return undefined;
    const [kind, ...fields] = run as readonly unknown[];
    if (typeof kind !== 'string' || !Object.hasOwn(fieldNames, kind)) return undefined;
    const names: readonly string[] = fieldNames[kind as Slot['kind']];
    if (fields.length % names.length !== 0) return undefined;
    for (let start = 0; start < fields.length; start += names.length) {
      slots.push({ kind, ...Object.fromEntries(names.map((name, index) => [name, fields[start + index]])) });
    }
  }
  return slots;
}
