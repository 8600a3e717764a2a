import { AttentionError } from '../attention/attention-error.js';
import { describeValue } from '../tensor/describe-value.js';
import type { AttentionBackend, BackendProvider } from './backend.js';

/** Checks that a value is a backend of the version that this package calls. */
export function checkBackend(value: unknown): AttentionBackend {
  if (typeof value !== 'object' || value === null)
    throw new AttentionError('invalid-backend', `backend: expected a backend or a name, got ${describeValue(value)}`);
  const { name, specificationVersion, capabilities, doAttention, doPrepare } = value as Partial<AttentionBackend>;
  if (specificationVersion === undefined)
    throw new AttentionError('invalid-backend', `backend: expected a backend or a name, got ${whatElse(value)}`);
  if (specificationVersion !== 1)
    throw new AttentionError(
      'unsupported-specification',
      `backend ${describeValue(name)}: expected specificationVersion 1, got ${describeValue(specificationVersion)}; ` +
        'use versions of @crossattn/core and of the backend that belong together',
    );
  if (
    typeof name !== 'string' ||
    !Array.isArray(capabilities?.elementTypes) ||
    typeof doAttention !== 'function' ||
    typeof doPrepare !== 'function'
  )
    throw new AttentionError(
      'invalid-backend',
      `backend ${describeValue(name)}: expected name, capabilities, doAttention and doPrepare`,
    );
  return value as AttentionBackend;
}

/** What is easily taken for a backend. */
function whatElse(value: object): string {
  if (typeof (value as Partial<Promise<unknown>>).then === 'function') return 'a promise: await the backend';
  if (typeof (value as Partial<BackendProvider>).create === 'function')
    return 'a provider: register it, and give its name';
  return describeValue(value);
}
