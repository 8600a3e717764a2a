import type { AttentionBackend } from '../backend/backend.js';
import type { BackendNeeds } from '../backend/backend-needs.js';
import { chooseBackend } from '../backend/choose-backend.js';
import { CrossattnError } from '../errors.js';
import { AttentionError } from './attention-error.js';
import { lostInput } from './kept-inputs.js';

/**
 * Runs a call on the backend that it names or brings, or the best one; whatever is thrown arrives as a `CrossattnError`. A
 * call on a backend that was brought is counted before anything else may happen.
 *
 * @param inputs - The tensors that the caller still holds.
 * @throws AttentionError for the choice, `disposed` where the backend is no longer in use, `detached-buffer`
 */
export async function runOnBackend<Result>(
  choice: unknown,
  needs: BackendNeeds,
  inputs: Parameters<typeof lostInput>[0],
  run: (backend: AttentionBackend) => Promise<Result>,
): Promise<Result> {
  const chosen = chooseBackend(choice, needs);
  const backend = chosen instanceof Promise ? await chosen : chosen;
  beginCall(backend);
  let result: Result;
  try {
    result = await run(backend);
  } catch (cause) {
    throw lostInput(inputs, cause) ?? backendError(backend, cause);
  } finally {
    backend.calls?.end();
  }
  const lost = lostInput(inputs);
  if (lost !== undefined) throw lost;
  return result;
}

/** Counts a call, whose end is told to `backend.calls`. */
export function beginCall(backend: AttentionBackend): void {
  if (backend.calls?.begin() !== false) return;
  throw new AttentionError('disposed', `backend: expected a backend in use, got ${backend.name}, which was disposed`);
}

/** What was thrown by a method of a backend, as a `CrossattnError`. */
export function backendError(backend: AttentionBackend, cause: unknown): CrossattnError {
  if (cause instanceof CrossattnError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof RangeError && /alloc|array length/i.test(reason))
    return new AttentionError('out-of-memory', `backend ${backend.name}: not enough memory (${reason})`, { cause });
  return new AttentionError('backend-failed', `backend ${backend.name} failed: ${reason}`, { cause });
}
