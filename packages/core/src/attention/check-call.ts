import type { KeyValueCall, QueryCall } from '../backend/backend.js';
import { checkKeyValue } from './check-key-value.js';
import { checkQuery } from './check-query.js';
import { type KeyValueSizes, keyValueSizes } from './key-value-sizes.js';

/** Both halves of a call that brings its keys and values. */
export interface CheckedCall {
  readonly keyValue: KeyValueCall;
  readonly sizes: KeyValueSizes;
  readonly query: QueryCall;
}

/** Checks keys and values, and the queries against them. */
export function checkCall(
  options: Parameters<typeof checkKeyValue>[0] & Parameters<typeof checkQuery>[0],
): CheckedCall {
  const keyValue = checkKeyValue(options);
  const sizes = keyValueSizes(keyValue);
  return { keyValue, sizes, query: checkQuery(options, sizes) };
}
