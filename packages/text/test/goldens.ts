import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Slot } from '@crossattn/core';

/** What PyTorch computed of a text; see `bert-goldens.py`. */
export interface Golden {
  readonly text: string;
  readonly ids: readonly number[];
  /** UTF-16 offsets of the tokens; special tokens are empty. */
  readonly offsets: readonly (readonly [number, number])[];
  /** The first columns of every token's state. */
  readonly states: readonly (readonly number[])[];
  /** The text's vector. */
  readonly embedding: readonly number[];
}

/** A small random BERT, saved by Hugging Face's own libraries. */
export const tinyBert = fileURLToPath(new URL('goldens/tiny-bert', import.meta.url));

export async function readGoldens(name: 'tiny-bert' | 'minilm'): Promise<Golden[]> {
  return JSON.parse(await readFile(new URL(`goldens/${name}.json`, import.meta.url), 'utf8'));
}

/**
 * The slots that a text should have. Hugging Face's tokenizers leave a combining mark out of its letter's span where the
 * normaliser drops the mark; here a letter keeps its marks.
 */
export function expectedSlots({ text, offsets }: Golden): Slot[] {
  return offsets.map(([start, end], index) => {
    if (index === 0) return { kind: 'special', name: '[CLS]' };
    if (index === offsets.length - 1) return { kind: 'special', name: '[SEP]' };
    const marks = /^\p{M}*/u.exec(text.slice(end))?.[0].length ?? 0;
    return { kind: 'span', text: 0, start, end: end + marks };
  });
}
