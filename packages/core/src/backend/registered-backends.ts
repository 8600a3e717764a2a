import { createReferenceBackend } from '../reference/reference-backend.js';
import type { BackendProvider } from './backend.js';
import type { BackendNeeds } from './backend-needs.js';
import { type BackendDescription, BackendRegistry } from './backend-registry.js';

/** The registry that `attention` chooses from. `reference` is always in it. */
export const registeredBackends: BackendRegistry = /* @__PURE__ */ withReference(new BackendRegistry());

function withReference(registry: BackendRegistry): BackendRegistry {
  registry.register({
    name: 'reference',
    priority: 0,
    availability: async () => ({ available: true, detail: 'plain TypeScript, float64 inside' }),
    create: async () => createReferenceBackend(),
  });
  return registry;
}

/**
 * Lets `attention` choose a backend, by priority, or find it by name.
 *
 * @returns a function that takes it out again; backends that are in use stay usable.
 * @throws {@link AttentionError} `duplicate-backend` where the name is taken.
 */
export function registerBackend(provider: BackendProvider): () => void {
  return registeredBackends.register(provider);
}

/**
 * Every registered backend in the order of choice, and why it would be used or not. Loads those that come up to the
 * chosen one.
 */
export function describeBackends(needs: BackendNeeds = {}): Promise<readonly BackendDescription[]> {
  return registeredBackends.describe(needs);
}
