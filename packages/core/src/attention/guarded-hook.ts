import type { EditWeights } from '../backend/backend.js';
import { AttentionError } from './attention-error.js';

/** The hook, whose failure is told as its own and not as that of the backend that called it. */
export function guardedHook(edit: EditWeights): EditWeights {
  return async (weights) => {
    const { length } = weights.data;
    try {
      await edit(weights);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new AttentionError('hook-failed', `editWeights: the hook failed: ${reason}`, { cause });
    }
    if (weights.data.length !== length)
      throw new AttentionError('hook-failed', 'editWeights: expected the weights in their array, got it detached');
  };
}
