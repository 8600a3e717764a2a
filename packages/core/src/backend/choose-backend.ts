import { AttentionError } from '../attention/attention-error.js';
import type { AttentionBackend } from './backend.js';
import { type BackendNeeds, missingCapability } from './backend-needs.js';
import { checkBackend } from './check-backend.js';
import { registeredBackends } from './registered-backends.js';

/**
 * The backend that a call named or brought, or the best registered one; it can do what the call needs. One that was brought is
 * there at once.
 */
export function chooseBackend(choice: unknown, needs: BackendNeeds): AttentionBackend | Promise<AttentionBackend> {
  if (choice === undefined) return registeredBackends.choose(needs);
  if (typeof choice === 'string')
    return registeredBackends.named(choice).then((backend) => assertCapable(backend, needs));
  return assertCapable(checkBackend(choice), needs);
}

/** @throws AttentionError `unsupported-by-backend` */
export function assertCapable(backend: AttentionBackend, needs: BackendNeeds): AttentionBackend {
  const missing = missingCapability(backend, needs);
  if (missing) throw new AttentionError('unsupported-by-backend', `backend ${backend.name}: ${missing}`);
  return backend;
}
