import { createHash } from 'node:crypto';
import type { Safetensors } from '@crossattn/checkpoint';

/**
 * Tells one set of weights from another without reading them all: names, types and shapes of all tensors, and the values
 * of the small ones, which every training changes.
 */
export async function fingerprint(weights: Safetensors): Promise<string> {
  const hash = createHash('sha256');
  for (const name of [...weights.names()].sort()) {
    const weight = weights.get(name);
    hash.update(`${name} ${weight?.type} ${weight?.shape.join(',')}\n`);
    if (weight?.shape.length !== 1) continue;
    const { data } = await weights.read(name);
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex').slice(0, 12);
}
