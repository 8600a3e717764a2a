import { AttentionError } from '../attention/attention-error.js';
import type { AttentionBackend } from './backend.js';
import { type BackendNeeds, missingCapability } from './backend-needs.js';
import { checkBackend } from './check-backend.js';
import { registeredBackends } from './registered-backends.js';

/** The backend that a call named or brought, or the best registered one; it can do what the call needs. */
export async function chooseBackend(choice: unknown, needs: BackendNeeds): Promise<AttentionBackend> {
  if (choice === undefined) return registeredBackends.choose(needs);
  const backend = typeof choice === 'string' ? await registeredBackends.named(choice) : checkBackend(choice);
  const missing = missingCapability(backend, needs);
  if (missing) throw new AttentionError('unsupported-by-backend', `backend ${backend.name}: ${missing}`);
  return backend;
}
