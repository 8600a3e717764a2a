import { CrossattnError } from '@crossattn/core';

/**
 * Why a store cannot be asked.
 *
 * - `no-store`: nothing has been indexed there
 * - `empty-store`: it holds no document
 */
type StoreErrorCode = 'no-store' | 'empty-store';

/** A store that cannot be asked. */
export class StoreError extends CrossattnError<StoreErrorCode> {
  override readonly name = 'StoreError';
}
