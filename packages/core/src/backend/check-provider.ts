import { AttentionError } from '../attention/attention-error.js';
import { describeValue } from '../tensor/describe-value.js';
import type { BackendProvider } from './backend.js';

/** @throws AttentionError `invalid-backend` */
export function checkProvider(value: unknown): BackendProvider {
  const { name, priority, availability, create } = (value ?? {}) as Partial<BackendProvider>;
  const isProvider = typeof name === 'string' && typeof availability === 'function' && typeof create === 'function';
  if (typeof value !== 'object' || !isProvider)
    throw new AttentionError(
      'invalid-backend',
      `provider: expected { name, priority, availability, create }, got ${describeValue(value)}`,
    );
  if (typeof priority !== 'number' || Number.isNaN(priority))
    throw new AttentionError(
      'invalid-backend',
      `provider ${describeValue(name)}: expected a number as its priority, got ${describeValue(priority)}`,
    );
  return value as BackendProvider;
}
