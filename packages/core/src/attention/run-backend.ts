import type { AttentionBackend } from '../backend/backend.js';
import { CrossattnError } from '../errors.js';
import { AttentionError } from './attention-error.js';

/** Runs a method of a backend; whatever is thrown arrives as a `CrossattnError`. */
export async function runBackend<Result>(backend: AttentionBackend, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (cause) {
    throw backendError(backend, cause);
  }
}

/** What was thrown by a method of a backend, as a `CrossattnError`. */
export function backendError(backend: AttentionBackend, cause: unknown): CrossattnError {
  if (cause instanceof CrossattnError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof RangeError && /alloc|array length/i.test(reason))
    return new AttentionError('out-of-memory', `backend ${backend.name}: not enough memory (${reason})`, { cause });
  return new AttentionError('backend-failed', `backend ${backend.name} failed: ${reason}`, { cause });
}
