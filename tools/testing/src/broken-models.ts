import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './shared.js';

/** A model folder that must be refused, with the code of the error. */
export interface BrokenModel {
  readonly name: string;
  readonly folder: string;
  readonly code: string;
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Writes model folders that are missing something or lie about it; the rest of each is the embedded model's. */
export function brokenModels(parent: string): BrokenModel[] {
  const embedded = join(repositoryRoot, 'packages', 'model-mini', 'model');
  const config = JSON.parse(readFileSync(join(embedded, 'config.json'), 'utf8'));
  const model = (name: string, code: string, weights?: Uint8Array, changedConfig: object = config): BrokenModel => {
    const folder = join(parent, name);
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(embedded, 'tokenizer.json'), join(folder, 'tokenizer.json'));
    writeFileSync(join(folder, 'config.json'), JSON.stringify(changedConfig));
    if (weights) writeFileSync(join(folder, 'model.safetensors'), weights);
    return { name, folder, code };
  };
  const entry = (begin: number, end: number): Entry => ({ dtype: 'F16', shape: [4], data_offsets: [begin, end] });
  const whole = safetensors({ one: entry(0, 8), two: entry(8, 16) });
  return [
    { name: 'no folder', folder: join(parent, 'nowhere'), code: 'not-found' },
    model('no weights', 'not-found'),
    model('weights cut short', 'offsets-out-of-range', whole.subarray(0, -3)),
    model('header cut short', 'truncated', whole.subarray(0, 20)),
    model('offsets out of range', 'offsets-out-of-range', safetensors({ one: entry(1_000_000, 1_000_008) })),
    model('overlapping tensors', 'offsets-overlap', safetensors({ one: entry(0, 8), two: entry(4, 12) })),
    model('absurd header length', 'header-too-long', safetensors({ one: entry(0, 8) }, 2n ** 62n)),
    model('unknown architecture', 'unknown-architecture', whole, { ...config, model_type: 'crystal-ball' }),
  ];
}

function safetensors(entries: Record<string, Entry>, announced?: bigint): Uint8Array {
  const header = Buffer.from(JSON.stringify(entries));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(announced ?? BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(16)]);
}
