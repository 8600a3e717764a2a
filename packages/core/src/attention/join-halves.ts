import type { AttentionCall, KeyValueCall, QueryCall } from '../backend/backend.js';

/** The whole call. Written out, since two spreads here took longer than all checks of the call together. */
export function joinHalves(memory: KeyValueCall, query: QueryCall): AttentionCall {
  return {
    key: memory.key,
    value: memory.value,
    keyMask: memory.keyMask,
    keyWeight: memory.keyWeight,
    query: query.query,
    rows: query.rows,
    mask: query.mask,
    bias: query.bias,
    scale: query.scale,
    softcap: query.softcap,
    returnWeights: query.returnWeights,
    editWeights: query.editWeights,
  };
}
