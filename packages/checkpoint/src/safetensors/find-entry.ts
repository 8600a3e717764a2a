import { CheckpointError } from '../errors.js';
import type { SafetensorsHeader, TensorEntry } from './header.js';

/** The entry of a tensor that must be there. */
export function findEntry(header: SafetensorsHeader, name: string, source: string): TensorEntry {
  const entry = header.tensors.get(name);
  if (entry !== undefined) return entry;
  throw new CheckpointError('unknown-tensor', `${source}: no tensor ${name} among its ${header.tensors.size} tensors`);
}
