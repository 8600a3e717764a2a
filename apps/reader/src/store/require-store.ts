import { stat } from 'node:fs/promises';
import { StoreError } from './store-error.js';
import type { StoreLocation } from './store-location.js';

/**
 * A question makes no store: a folder has to be there. What a server has, only opening it tells.
 *
 * @throws StoreError `no-store`
 */
export async function requireStore({ type, location, name }: StoreLocation): Promise<void> {
  if (type === 'server') return;
  try {
    await stat(location);
  } catch (cause) {
    const hint = 'reader index <folder> makes one';
    throw new StoreError('no-store', `there is no store at ${name}: ${hint}`, { cause });
  }
}
