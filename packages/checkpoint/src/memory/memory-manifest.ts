import { createHash } from 'node:crypto';
import type { EncoderIdentity } from '@crossattn/core';
import { CheckpointError } from '../errors.js';
import { describeValue, isRecord } from '../json.js';
import type { SlotRun } from './slot-runs.js';

/** What a memory file says about one of its memories, besides its tensors. */
export interface MemoryEntry {
  readonly name: string;
  /** For each memory of the batch. */
  readonly slots: readonly (readonly SlotRun[])[];
  /** SHA-256 of the states and the mask. */
  readonly digest: string;
}

/** What a memory file says in its metadata. */
export interface MemoryManifest {
  readonly encoder: EncoderIdentity;
  readonly memories: readonly MemoryEntry[];
}

const format = 'crossattn-memory';
const formatVersion = '1';

/** SHA-256 of some bytes or texts one after the other, in hexadecimal. */
export function digestOf(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** The metadata of a memory file; its digest holds it together, those of the entries hold the tensors. */
export function writeManifest({ encoder, memories }: MemoryManifest): Record<string, string> {
  const text = JSON.stringify(memories);
  return {
    format,
    format_version: formatVersion,
    'encoder.name': encoder.name,
    'encoder.revision': encoder.revision,
    memories: text,
    digest: digestOf(JSON.stringify([encoder.name, encoder.revision]), text),
  };
}

/**
 * Reads the metadata of a memory file.
 *
 * @throws CheckpointError `invalid-memory`, `unsupported-format-version`, `digest-mismatch`
 */
export function readManifest(metadata: ReadonlyMap<string, string>, source: string): MemoryManifest {
  const invalid = (what: string, expected: string, came: unknown): CheckpointError =>
    new CheckpointError('invalid-memory', `${source}: ${what}: expected ${expected}, came ${describeValue(came)}`);
  const text = (key: string): string => {
    const value = metadata.get(key);
    if (value === undefined) throw invalid(key, 'a text', value);
    return value;
  };
  if (metadata.get('format') !== format) throw invalid('format', `"${format}"`, metadata.get('format'));
  if (text('format_version') !== formatVersion) {
    throw new CheckpointError(
      'unsupported-format-version',
      `${source}: format_version: expected "${formatVersion}", came ${describeValue(text('format_version'))}`,
    );
  }
  const encoder = { name: text('encoder.name'), revision: text('encoder.revision') };
  const list = text('memories');
  if (text('digest') !== digestOf(JSON.stringify([encoder.name, encoder.revision]), list)) {
    throw new CheckpointError('digest-mismatch', `${source}: its metadata are not as they were written`);
  }
  const memories = parseList(list);
  if (memories === undefined) throw invalid('memories', 'a list of { name, slots, digest }', list);
  return { encoder, memories };
}

function parseList(text: string): MemoryEntry[] | undefined {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return undefined;
  }
  const isEntry = (item: unknown): item is MemoryEntry =>
    isRecord(item) && typeof item.name === 'string' && Array.isArray(item.slots) && typeof item.digest === 'string';
  if (!Array.isArray(list) || !list.every(isEntry)) return undefined;
  return new Set(list.map(({ name }) => name)).size === list.length ? list : undefined;
}
