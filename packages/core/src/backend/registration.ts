import { AttentionError } from '../attention/attention-error.js';
import { describeValue } from '../tensor/describe-value.js';
import type { AttentionBackend, BackendAvailability, BackendProvider } from './backend.js';
import { checkBackend } from './check-backend.js';

/** A provider with what is known of it so far: asked and created at most once. */
export class Registration {
  readonly provider: BackendProvider;
  #availability: Promise<BackendAvailability> | undefined;
  #backend: Promise<AttentionBackend> | undefined;

  constructor(provider: BackendProvider) {
    this.provider = provider;
  }

  availability(): Promise<BackendAvailability> {
    this.#availability ??= this.#askAvailability();
    return this.#availability;
  }

  /** The provider's, or less where availability says so. */
  async priority(): Promise<number> {
    const availability = await this.availability();
    const own = availability.available ? availability.priority : undefined;
    return Math.min(own ?? this.provider.priority, this.provider.priority);
  }

  async #askAvailability(): Promise<BackendAvailability> {
    try {
      const availability = await this.provider.availability();
      if (typeof availability?.available === 'boolean') return availability;
      return {
        available: false,
        reason: `its provider says neither true nor false but ${describeValue(availability)}`,
      };
    } catch (cause) {
      return { available: false, reason: `its availability could not be found out: ${messageOf(cause)}` };
    }
  }

  /** @throws AttentionError `backend-unavailable` */
  backend(): Promise<AttentionBackend> {
    this.#backend ??= this.#create();
    return this.#backend;
  }

  async #create(): Promise<AttentionBackend> {
    const { name } = this.provider;
    const availability = await this.availability();
    if (!availability.available)
      throw new AttentionError('backend-unavailable', `backend ${name} is not available: ${availability.reason}`);
    try {
      const backend = checkBackend(await this.provider.create());
      if (backend.name === name) return backend;
      throw new AttentionError(
        'invalid-backend',
        `backend ${describeValue(backend.name)}: expected the name ${describeValue(name)} of its provider`,
      );
    } catch (cause) {
      if (cause instanceof AttentionError) throw cause;
      const message = `backend ${name} could not be created: ${messageOf(cause)}`;
      throw new AttentionError('backend-unavailable', message, { cause });
    }
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
