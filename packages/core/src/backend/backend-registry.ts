import { AttentionError } from '../attention/attention-error.js';
import { describeValue } from '../tensor/describe-value.js';
import type { AttentionBackend, BackendProvider } from './backend.js';
import { type BackendNeeds, missingCapability } from './backend-needs.js';
import { checkProvider } from './check-provider.js';
import { Registration } from './registration.js';

/** One registered backend, and why it was chosen or passed over. */
export interface BackendDescription {
  /** The backend's name, for `attention({ backend })`. */
  readonly name: string;
  /** As it was registered, or less where this machine makes it so; the highest comes first. */
  readonly priority: number;
  /** Whether `attention` would use it when no backend is named. */
  readonly chosen: boolean;
  /** Why it was chosen or passed over, in words for people. */
  readonly explanation: string;
}

/** Backends by priority; the first that is available and can do what a call needs is chosen. */
export class BackendRegistry {
  #registrations: Registration[] = [];

  /** @returns a function that takes the provider out again. */
  register(provider: BackendProvider): () => void {
    checkProvider(provider);
    if (this.#find(provider.name))
      throw new AttentionError('duplicate-backend', `backend ${provider.name}: a backend of this name is registered`);
    const registration = new Registration(provider);
    this.#registrations = [...this.#registrations, registration].sort(
      (one, other) => other.provider.priority - one.provider.priority,
    );
    return () => {
      this.#registrations = this.#registrations.filter((each) => each !== registration);
    };
  }

  async named(name: string): Promise<AttentionBackend> {
    const registration = this.#find(name);
    if (!registration)
      throw new AttentionError(
        'unknown-backend',
        `backend: expected one of ${this.#registrations.map((each) => each.provider.name).join(', ')}, got ` +
          `${describeValue(name)}; other backends are registered by their packages`,
      );
    return registration.backend();
  }

  async choose(needs: BackendNeeds): Promise<AttentionBackend> {
    const reasons: string[] = [];
    for await (const registration of this.#inOrder()) {
      const tried = await tryBackend(registration, needs);
      if (typeof tried !== 'string') return tried;
      reasons.push(`${registration.provider.name}: ${tried}`);
    }
    throw new AttentionError('backend-unavailable', `no backend can do this call; ${reasons.join('; ')}`);
  }

  async describe(needs: BackendNeeds): Promise<BackendDescription[]> {
    const descriptions: BackendDescription[] = [];
    let found = false;
    for await (const registration of this.#inOrder()) {
      const { name } = registration.provider;
      const priority = await registration.priority();
      const obstacle: string | undefined = found
        ? await standbyOf(registration)
        : await obstacleOf(registration, needs);
      const explanation = obstacle ?? `chosen: the highest priority that is available${await detailOf(registration)}`;
      descriptions.push({ name, priority, chosen: obstacle === undefined, explanation });
      found ||= obstacle === undefined;
    }
    return descriptions;
  }

  /** By priority. What is behind the chosen one is not asked for its own. */
  async *#inOrder(): AsyncGenerator<Registration> {
    const lowered: { readonly registration: Registration; readonly priority: number }[] = [];
    for (const registration of this.#registrations) {
      const { priority: declared } = registration.provider;
      while (lowered[0] && lowered[0].priority > declared) yield (lowered.shift() as (typeof lowered)[0]).registration;
      const priority = await registration.priority();
      if (priority === declared) yield registration;
      else {
        lowered.push({ registration, priority });
        lowered.sort((one, other) => other.priority - one.priority);
      }
    }
    for (const { registration } of lowered) yield registration;
  }

  #find(name: string): Registration | undefined {
    return this.#registrations.find((each) => each.provider.name === name);
  }
}

/** The backend, or why it cannot be used. */
async function tryBackend(registration: Registration, needs: BackendNeeds): Promise<AttentionBackend | string> {
  const availability = await registration.availability();
  if (!availability.available) return `not available: ${availability.reason}`;
  try {
    const backend = await registration.backend();
    return missingCapability(backend, needs) ?? backend;
  } catch (cause) {
    return (cause as Error).message;
  }
}

async function obstacleOf(registration: Registration, needs: BackendNeeds): Promise<string | undefined> {
  const tried = await tryBackend(registration, needs);
  return typeof tried === 'string' ? tried : undefined;
}

async function detailOf(registration: Registration): Promise<string> {
  const availability = await registration.availability();
  return availability.available && availability.detail ? ` (${availability.detail})` : '';
}

async function standbyOf(registration: Registration): Promise<string> {
  const availability = await registration.availability();
  return availability.available
    ? `available, but of lower priority${await detailOf(registration)}`
    : `not available: ${availability.reason}`;
}
