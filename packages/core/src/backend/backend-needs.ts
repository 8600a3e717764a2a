import type { AttentionBackend, AttentionElementType, MemoryPrecision } from './backend.js';

/** What a call asks of a backend beyond the required. */
export interface BackendNeeds {
  /** The type of queries, keys and values. */
  readonly elementType?: AttentionElementType | undefined;
  /** Whether weights are edited. */
  readonly editWeights?: boolean | undefined;
  /** Whether the gradient is asked for. */
  readonly gradient?: boolean | undefined;
  /** How exactly a memory is to be kept. */
  readonly precision?: MemoryPrecision | undefined;
}

/** What the backend lacks, as words for a message; nothing where it has all. */
export function missingCapability(backend: AttentionBackend, needs: BackendNeeds): string | undefined {
  const { elementTypes, editWeights, memoryPrecisions = ['full'] } = backend.capabilities;
  if (needs.elementType && !elementTypes.includes(needs.elementType))
    return `it computes ${elementTypes.join(', ')}, not ${needs.elementType}`;
  if (needs.editWeights && !editWeights) return 'it cannot edit weights';
  if (needs.gradient && !backend.doGradient) return 'it has no gradient';
  if (needs.precision && !memoryPrecisions.includes(needs.precision))
    return `it keeps memories in precision ${memoryPrecisions.join(', ')}, not ${needs.precision}`;
  return undefined;
}
