import { createReferenceBackend } from '../reference/reference-backend.js';
import type { BackendProvider } from './backend.js';
import type { BackendNeeds } from './backend-needs.js';
import { type BackendDescription, BackendRegistry } from './backend-registry.js';
import { checkNeeds } from './check-needs.js';

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
 * @throws {@link AttentionError} `invalid-backend` for what is no provider, `duplicate-backend` where the name is taken.
 */
export function registerBackend(provider: BackendProvider): () => void {
  return registeredBackends.register(provider);
}

/**
 * Every registered backend in the order of choice, and why it would be used or not. Loads those that come up to the
 * chosen one.
 *
 * @param needs - What a call would ask of a backend.
 * @throws {@link AttentionError} `unknown-option`, `invalid-option`, `invalid-type`
 */
export async function describeBackends(needs: BackendNeeds = {}): Promise<readonly BackendDescription[]> {
  return registeredBackends.describe(checkNeeds(needs));
}
